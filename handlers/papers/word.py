"""A paper as DOCX, to go on writing in; in the fonts that offices have, with every character."""

from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Made
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell as GridCell
from docx.text.paragraph import Paragraph

from handlers.papers.paper import (
    BOTTOM,
    HEIGHT,
    LEADING,
    PADDING,
    SIDE,
    TOP,
    WIDTH,
    Align,
    Box,
    Line,
    Paper,
    Row,
    Table,
    Text,
    spanned,
    widths,
)
from handlers.papers.plain import writable
from handlers.papers.setting import fitted

LATIN, CHINESE = "Times New Roman", "SimSun"
BOXES = {False: "□ ", True: "■ "}
"""A ballot box with a check is an emoji where there are coloured ones, and then not printed."""
NO_TIME = (1980, 1, 1, 0, 0, 0)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def drawn(paper: Paper) -> bytes:
    """Return the file, in the size in which the PDF fits."""
    size, _ = fitted(paper)
    made = Document()
    _properties(made, paper)
    _page(made)
    _letters(made, size, paper.language)
    for block in paper.blocks:
        if isinstance(block, Text):
            for at, line in enumerate(block.lines):
                written = made.add_paragraph()
                _fill(written, line, size * block.scale, block.align, bold=block.bold)
                if block.new_page and not at:  # the document's first stays where it is
                    written.paragraph_format.page_break_before = True
        else:
            _table(made, block, size)
    return _undated(made)


def _properties(made: Made, paper: Paper) -> None:
    about = made.core_properties
    about.title, about.language = writable(paper.title), paper.language.replace("_", "-")
    about.author = about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime.combine(paper.made_on, time(), UTC)
    about.revision = 1


def _page(made: Made) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(WIDTH), Mm(HEIGHT)
    page.left_margin = page.right_margin = Mm(SIDE)
    page.top_margin, page.bottom_margin = Mm(TOP), Mm(BOTTOM)
    page.header_distance = page.footer_distance = Mm(BOTTOM / 2)


def _letters(made: Made, size: float, language: str) -> None:
    style = made.styles["Normal"]
    style.font.size = Pt(size)
    style.font.name = LATIN
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE)
    _below(
        properties,
        "w:lang",
        {"val": language.replace("_Hans", "").replace("_", "-"), "eastAsia": "zh-CN"},
    )


def _fill(made: Paragraph, line: Line, size: float, align: Align, *, bold: bool) -> None:
    """Write a paragraph: as far from line to line as in the PDF, no space around it."""
    made.alignment = ALIGN[align]
    layout = made.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(size * LEADING)
    for piece in line:
        run = made.add_run(BOXES[piece.on] if isinstance(piece, Box) else writable(piece))
        run.font.size = Pt(size)
        run.bold = bold or None
        if isinstance(piece, Box):
            fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - it has no words for that
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{kind}"), CHINESE)


def _table(made: Made, table: Table, size: float) -> None:
    grid = made.add_table(0, len(table.columns), "Table Grid" if table.ruled else "Normal Table")
    grid.autofit = False
    for column, width in zip(grid.columns, widths(table), strict=True):
        column.width = Mm(width)
    _margins(grid, size)
    for number, row in enumerate(table.rows):
        _row(grid, table, row, size, head=number < table.heads)
    _fill(
        made.add_paragraph(), (), size * 0.4, "left", bold=False
    )  # else two tables grow together


def _row(grid: Grid, table: Table, row: Row, size: float, *, head: bool) -> None:
    added = grid.add_row()  # type: ignore[no-untyped-call]
    added.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    added.height = Pt(size * (row.height * LEADING + 2 * PADDING))
    properties = added._tr.get_or_add_trPr()  # noqa: SLF001
    _below(properties, "w:cantSplit", {})
    if head:
        _below(properties, "w:tblHeader", {})
    at = 0
    for cell, width in zip(row.cells, spanned(table, row), strict=True):
        made = added.cells[at].merge(added.cells[at + cell.span - 1])
        made.width = Mm(width)
        made.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _cell(made, cell.lines or ((),), size, cell.align, bold=cell.bold)
        at += cell.span


def _cell(
    made: GridCell, lines: tuple[Line, ...], size: float, align: Align, *, bold: bool
) -> None:
    for number, line in enumerate(lines):
        written = made.add_paragraph() if number else made.paragraphs[0]
        _fill(written, line, size, align, bold=bold)


def _margins(grid: Grid, size: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, share in (("top", 0.0), ("left", 1.0), ("bottom", 0.0), ("right", 1.0)):
        width = round(share * PADDING * size * 20)
        _below(margins, f"w:{side}", {"w": str(width), "type": "dxa"})
    # where the schema wants it; Word may refuse a file that has it elsewhere
    grid._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001


def _below(parent: BaseOxmlElement, name: str, attributes: dict[str, str]) -> None:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)


def _undated(made: Made) -> bytes:
    """Return the file; no part of it says when it was written."""
    kept, out = BytesIO(), BytesIO()
    made.save(kept)
    with ZipFile(kept) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(ZipInfo(one, NO_TIME), old.read(one), ZIP_DEFLATED)
    return out.getvalue()
