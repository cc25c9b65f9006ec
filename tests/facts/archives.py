"""Archives made by hand: workbooks that a spreadsheet would not write."""

import zipfile
from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"


def parts(path: Path) -> dict[str, bytes]:
    """Return what is in the archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, content: dict[str, bytes]) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in content.items():
            archive.writestr(name, body)
    return path


def rewrite(path: Path, *replaced: bytes) -> None:
    """Replace bytes in the first sheet: each old one is followed by its new one."""
    content = parts(path)
    for old, new in zip(replaced[::2], replaced[1::2], strict=True):
        assert old in content[SHEET]
        content[SHEET] = content[SHEET].replace(old, new)
    pack(path, content)
