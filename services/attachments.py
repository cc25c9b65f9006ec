"""Photos and files that answer a question: what they are, told by their content alone."""

from dataclasses import dataclass, field
from enum import StrEnum

MEGABYTE = 1 << 20
MOST_BYTES = 20 * MEGABYTE  # Telegram gives a bot no more
LONGEST_STEM = 60


class Kind(StrEnum):
    """The kinds that are kept; the value is the end of a name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"


MARKS = {Kind.PDF: b"%PDF-", Kind.JPEG: b"\xff\xd8\xff", Kind.PNG: b"\x89PNG\r\n\x1a\n"}
ENDS = {kind: {f".{kind}"} for kind in Kind} | {Kind.JPEG: {".jpg", ".jpeg"}}


class WrongKindError(Exception):
    """It is neither a PDF nor a JPEG nor a PNG, whatever its name says."""


class TooBigError(Exception):
    """It has more bytes than Telegram gives a bot."""


@dataclass(frozen=True)
class Received:
    """What was sent; a photo has no name (None)."""

    name: str | None
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was kept: its row, and its name ('' for a photo)."""

    file_id: int
    name: str


def kind_of(content: bytes) -> Kind | None:
    """Return the kind by the first bytes."""
    return next((kind for kind, mark in MARKS.items() if content.startswith(mark)), None)


def checked(received: Received) -> str:
    """Return the name to keep it under; WrongKindError, TooBigError."""
    kind = kind_of(received.content)
    if kind is None:
        raise WrongKindError
    if len(received.content) > MOST_BYTES:
        raise TooBigError
    return "" if received.name is None else named(received.name, kind)


def end_of(name: str) -> str:
    """Return the end of a kept file's name, with its dot."""
    return name[name.rfind(".") :]


def named(name: str, kind: Kind) -> str:
    """Return the name without what nobody can see, with an end that says what is in the file."""
    bare = "".join(one for one in name if one.isprintable() and one not in "/\\")
    stem, dot, end = bare.rpartition(".")
    if f".{end.lower()}" not in ENDS[kind] or not stem:
        stem, dot, end = bare.rstrip("."), ".", kind.value
    return f"{stem[:LONGEST_STEM] or 'file'}{dot}{end}"
