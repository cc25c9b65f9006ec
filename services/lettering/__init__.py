"""The font that pictures are written in; a character that it lacks is told by its sound."""

import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock

from PIL import ImageFont

from services import pinyin

FILE = Path(__file__).parent / "NotoSansCJKsc-Regular.otf"
LOST = "\u3013"  # the printers' sign for a letter that they have not got
NO_CHARACTER = "\uffff"
SMALL = 16
_ASKING = Lock()


def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size in pixels; a new one each time, for one thread alone."""
    return ImageFont.truetype(FILE, size, layout_engine=ImageFont.Layout.BASIC)


def legible(text: str) -> str:
    """Return the text with nothing in it that the font lacks: no empty boxes.

    A rare character becomes its pinyin, as on railway tickets, or 〓 where nobody knows how it
    is read; marks and controls that have no shape of their own go.
    """
    return "".join(map(_legible, unicodedata.normalize("NFC", text)))


@cache
def _legible(character: str) -> str:
    if _is_in_font(character):
        return character
    if unicodedata.category(character)[0] in "MC":
        return " " if character.isspace() else ""
    sound = pinyin.sound(character).capitalize()
    return sound if sound and all(map(_is_in_font, sound)) else LOST


@cache
def _is_in_font(character: str) -> bool:
    with _ASKING:
        return bytes(_small().getmask(character)) != bytes(_small().getmask(NO_CHARACTER))


_small = cache(lambda: font(SMALL))


class Letters:
    """The font in the sizes that one drawing needs."""

    def __init__(self) -> None:
        self._sizes: dict[int, ImageFont.FreeTypeFont] = {}

    def of(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font in a size in pixels."""
        if size not in self._sizes:
            self._sizes[size] = font(size)
        return self._sizes[size]

    def width(self, text: str, size: int) -> float:
        """Return how wide a text is in pixels."""
        return self.of(size).getlength(text)
