# ruff: noqa: PLR2004 - the numbers are places and marks in file formats
"""The width and height of a picture, read from its first bytes; the smaller ones of a photo."""

import struct
import zlib
from collections.abc import Iterator

SIDES = (90, 320, 800, 1280)
"""The sides of the squares that Telegram fits a photo into, besides the photo itself."""

_NO_SIZE = (0xC4, 0xC8, 0xCC)
"""JPEG segments numbered among the frames that carry no size."""


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, GIF or JPEG; (0, 0) for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return int(width), int(height)
    return _jpeg(content) if content.startswith(b"\xff\xd8") else (0, 0)


def mime_of(content: bytes) -> str:
    """Return the type of a picture whose size is known."""
    return {b"\x89P": "image/png", b"GI": "image/gif"}.get(content[:2], "image/jpeg")


def smaller(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Yield the sizes in which Telegram keeps a photo of this size as well."""
    longest = max(width, height)
    for side in SIDES:
        if side < longest:
            yield max(width * side // longest, 1), max(height * side // longest, 1)


def grey(width: int, height: int) -> bytes:
    """Return a grey PNG: what a smaller photo shows here."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\xa0" * width) * height)),
        (b"IEND", b""),
    )
    chunks = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return 0, 0
