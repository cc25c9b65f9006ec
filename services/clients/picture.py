"""The card that a client is handed, as a picture that reads well on a phone."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from services.away.chips import cut
from services.lettering import Letters, legible

WIDTH, HEIGHT, MARGIN = 1080, 640, 72
PAPER, BAND, INK, FAINT, LINE = "#FFFFFF", "#1F4E79", "#1D2530", "#6E7884", "#CDD4DB"
HEAD, NAME, TEXT, NOTE = 40, 84, 38, 30
TOP, STEP = 300, 60


@dataclass(frozen=True)
class Worded:
    """A card, worded: a band, the name with what he is, lines of label and value, a note."""

    band: str
    name: str
    role: str
    lines: tuple[tuple[str, str], ...]
    note: str


def png(card: Worded) -> bytes:
    """Draw the card; there is nothing but the picture in the file."""
    letters = Letters()
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    on = ImageDraw.Draw(image)

    def write(at: tuple[int, int], text: str, ink: str, size: int, room: int) -> None:
        on.text(at, cut(legible(text), size, room, letters), ink, letters.of(size), anchor="lm")

    room = WIDTH - 2 * MARGIN
    on.rectangle((0, 0, WIDTH, 110), BAND)
    write((MARGIN, 55), card.band, PAPER, HEAD, room)
    write((MARGIN, 195), card.name, INK, NAME, room // 2)
    width = int(letters.width(legible(card.name), NAME))
    write((MARGIN + min(width, room // 2) + 32, 210), card.role, FAINT, TEXT, room // 2 - 32)
    on.line((MARGIN, 262, WIDTH - MARGIN, 262), LINE, 2)
    for number, (label, value) in enumerate(card.lines):
        at = TOP + number * STEP
        write((MARGIN, at), label, FAINT, TEXT, 220)
        write((MARGIN + 240, at), value, INK, TEXT, room - 240)
    write((MARGIN, HEIGHT - 44), card.note, FAINT, NOTE, room)
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
