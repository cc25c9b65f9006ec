"""A paper as PDF: what it needs of the font is in it; the same paper is the same file."""

from datetime import UTC, datetime, time

from fpdf import FPDF
from fpdf.enums import TextMode

from handlers.papers.paper import POINT, Paper
from handlers.papers.setting import Page, Square, Word, fitted
from services.lettering import FILE

FONT = "lettering"
RULE, FRAME, STROKE = 0.2, 0.25, 0.028  # millimetres; a bold letter's outline in ems
TICK = ((0.2, 0.5), (0.43, 0.75), (0.82, 0.22))  # of a box


def drawn(paper: Paper) -> bytes:
    """Return the file."""
    made = FPDF(format="A4")
    made.set_auto_page_break(auto=False)
    made.set_title(paper.title)
    made.set_lang(paper.language)
    made.set_creation_date(datetime.combine(paper.made_on, time(), UTC))
    made.add_font(FONT, fname=FILE)
    for page in fitted(paper)[1]:
        made.add_page()
        _page(made, page)
    return bytes(made.output())


def _page(made: FPDF, page: Page) -> None:
    made.set_line_width(RULE)
    for rule in page.rules:
        made.rect(rule.left, rule.top, rule.width, rule.height)
    made.set_line_width(FRAME)
    for box in page.boxes:
        _box(made, box)
    for word in page.words:
        _word(made, word)


def _box(made: FPDF, box: Square) -> None:
    made.rect(box.left, box.top, box.width, box.height)
    if box.on:
        ends = [(box.left + x * box.width, box.top + y * box.height) for x, y in TICK]
        made.polyline(ends)


def _word(made: FPDF, word: Word) -> None:
    """Write a word; of a bold one, there being one weight of the font, the outline too."""
    made.set_font(FONT, size=word.size)
    if not word.bold:
        made.text(word.left, word.base, word.text)
        return
    with made.local_context(text_mode=TextMode.FILL_STROKE):
        made.set_line_width(STROKE * word.size * POINT)
        made.text(word.left, word.base, word.text)
