"""What is in a document that was made, read by others than who wrote it."""

from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import docx
import pypdfium2

from handlers.render import Reader

ZONE = ZoneInfo("Asia/Shanghai")
CHINESE = Reader("zh_Hans_CN", ZONE)
ENGLISH = Reader("en", ZONE)
NASTY = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x","y")',
    "<b>王</b>&amp;",
    "</w:t><w:br/>",
    "{name}%s{0}",
    "王\x00\x0b\u200b小\ud800明",
    "BT (x) Tj ET",
    "_x000D_",
)


def pdf_text(made: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(made) as document:
        return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    """Return a text without the ends of its lines, to look for what may be broken over them."""
    return "".join(text.split())


def docx_rows(made: bytes) -> list[list[str]]:
    """Return the texts of the cells of all tables."""
    tables = docx.Document(BytesIO(made)).tables
    return [
        [docx.table._Cell(one, table).text for one in row._tr.tc_lst]  # noqa: SLF001
        for table in tables
        for row in table.rows
    ]


def part(made: bytes, name: str) -> str:
    """Return a part of a file that is a zip."""
    with ZipFile(BytesIO(made)) as file:
        return file.read(name).decode()
