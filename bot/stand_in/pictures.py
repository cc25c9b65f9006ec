# ruff: noqa: PLR2004 - the numbers are places and marks in file formats
"""The width and height of a picture, read from its first bytes."""

import struct

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


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return 0, 0
