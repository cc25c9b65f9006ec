"""What can be read in a file that the bot sent: a workbook, a document, a PDF, plain text."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import openpyxl
import pypdfium2

TAG = re.compile(r"<[^>]*>")
PLAIN = (".txt", ".csv", ".ics", ".json", ".html")
PICTURES = (".png", ".jpg")


def text_of(name: str, content: bytes) -> str:
    """Return all its text, numbers of cells as screens write them; of a picture nothing."""
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    if is_zipfile(BytesIO(content)):
        return _parts(content) + (_cells(content) if name.endswith(".xlsx") else "")
    if name.endswith(PLAIN):
        return content.decode("utf-8")
    assert name.endswith(PICTURES), f"nobody has looked into {name}"
    return ""


def _parts(content: bytes) -> str:
    """Return the text of every part, what is beside the pages too."""
    with ZipFile(BytesIO(content)) as file:
        parts = [file.read(one) for one in file.namelist() if one.endswith((".xml", ".rels"))]
    return "\n".join(TAG.sub("", one.decode()) for one in parts)


def _cells(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    numbers = [Decimal(str(one)) for one in values if isinstance(one, int | float)]
    return "\n".join(f"{one:,.2f}" for one in numbers)
