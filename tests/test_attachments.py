"""What a photo or file is, by its content; and the name that it is kept under."""

import pytest

from services.attachments import (
    LONGEST_STEM,
    MOST_BYTES,
    Kind,
    Received,
    TooBigError,
    WrongKindError,
    checked,
    kind_of,
    named,
)

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
PDF = b"%PDF-1.7\n"
KINDS = {JPEG: Kind.JPEG, PNG: Kind.PNG, PDF: Kind.PDF, b"\xff\xd8\xff\xe1Exif": Kind.JPEG}
OTHERS = {
    "nothing": b"",
    "text": "病假条".encode(),
    "zip, as workbooks are": b"PK\x03\x04",
    "program": b"MZ\x90\x00",
    "gif": b"GIF89a",
    "heic": b"\0\0\0\x18ftypheic",
    "webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "tiff": b"II*\0",
    "html": b"<html>%PDF-1.7",
    "a mark cut short": b"\xff\xd8",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
}
NAMES = [
    ("病假条.pdf", Kind.PDF, "病假条.pdf"),
    ("照片.JPG", Kind.JPEG, "照片.JPG"),
    ("照片.jpeg", Kind.JPEG, "照片.jpeg"),
    ("照片.pdf", Kind.JPEG, "照片.pdf.jpg"),
    ("setup.exe", Kind.PNG, "setup.exe.png"),
    ("证明", Kind.PDF, "证明.pdf"),
    ("证明.", Kind.PDF, "证明.pdf"),
    (".pdf", Kind.PDF, ".pdf.pdf"),
    ("", Kind.PDF, "file.pdf"),
    ("../../etc/证明.pdf", Kind.PDF, "....etc证明.pdf"),
    ("证明\n\u202efdp.exe", Kind.PDF, "证明fdp.exe.pdf"),
    ("长" * 300 + ".pdf", Kind.PDF, "长" * LONGEST_STEM + ".pdf"),
]


@pytest.mark.parametrize(("content", "kind"), KINDS.items())
def test_kinds_are_told_by_content(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind
    assert checked(Received(None, content)) == ""


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert kind_of(content) is None
    for name in (None, "病假条.pdf", "照片.jpg"):
        with pytest.raises(WrongKindError):
            checked(Received(name, content))


@pytest.mark.parametrize(("name", "kind", "kept"), NAMES)
def test_a_name_says_what_is_in_the_file(name: str, kind: Kind, kept: str) -> None:
    assert named(name, kind) == kept


def test_a_file_has_at_most_what_telegram_gives() -> None:
    largest = PDF + bytes(MOST_BYTES - len(PDF))
    assert checked(Received("a.pdf", largest)) == "a.pdf"
    with pytest.raises(TooBigError):
        checked(Received("a.pdf", largest + b"\0"))
