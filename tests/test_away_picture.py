"""The month of who is away as a picture: seen as a person sees it, pixel by pixel."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.stand_in import sending
from services.away import chips, picture
from services.away.chips import KINDS, Chip
from services.away.picture import Cell, Page
from services.lettering import Letters
from services.month import Month
from services.working_days import Kind, WorkingDays

OCTOBER, AUGUST = Month(2026, 10), Month(2026, 8)  # the latter from a Saturday on: six weeks
DAYS = WorkingDays()
ZHANG = Chip("张伟", "事", "personal")
Drawn = Image.Image
Box = tuple[int, int, int, int]


def page(month: Month, **away: tuple[Chip, ...]) -> Page:
    """Return a month with who is away: d14=(…,)."""
    days = [month.first_day.replace(day=n + 1) for n in range(month.last_day.day)]
    cells = [Cell(day.day, DAYS.likely(day), chips=away.get(f"d{day.day}", ())) for day in days]
    weekdays = ("一", "二", "三", "四", "五", "六", "日")
    return Page("谁不在", "听涛支行", "截至", weekdays, days[0].weekday(), tuple(cells))


def drawn(what: Page) -> Drawn:
    return Image.open(BytesIO(picture.png(what)))


def box(what: Page, number: int) -> Box:
    return picture.layout(what, Letters()).days[number - 1].box


def colours(image: Drawn, where: Box | None = None) -> dict[str, int]:
    """Return how many pixels of a part have which colour."""
    found = (image.crop(where) if where else image).getcolors(image.width * image.height) or []
    return {
        "#" + bytes(rgb).hex().upper(): count for count, rgb in found if isinstance(rgb, tuple)
    }


def changed(one: Page, other: Page) -> Box:
    """Return the part in which two pictures differ."""
    where = ImageChops.difference(drawn(one), drawn(other)).getbbox()
    assert where
    return where


def lightness(what: Page, number: int) -> float:
    """Return how light a day's part of the picture is, 0 to 255."""
    return ImageStat.Stat(drawn(what).crop(box(what, number)).convert("L")).mean[0]


def inside(inner: Box, outer: Box) -> bool:
    return (outer[0] <= inner[0] and outer[1] <= inner[1]) and (
        inner[2] <= outer[2] and inner[3] <= outer[3]
    )


def crowd(count: int, name: str = "欧阳震华") -> tuple[Chip, ...]:
    return tuple(Chip(f"{name}{n}", "病", "sick", half=n % 2 == 0) for n in range(count))


@pytest.mark.parametrize("month", [OCTOBER, AUGUST])
@pytest.mark.parametrize("count", [0, 1, 5, 20, 200])
def test_telegram_takes_it_and_a_phone_shows_it_upright(month: Month, count: int) -> None:
    each = {f"d{n}": crowd(count) for n in range(1, 32)}
    content = picture.png(page(month, **each))
    image = Image.open(BytesIO(content))
    assert len(content) < sending.LARGEST_PHOTO / 10
    assert image.width <= 1280
    assert image.width + image.height <= sending.LARGEST_SIDES
    assert image.width <= image.height <= 1.6 * image.width


def test_there_is_nothing_but_the_picture_in_the_file() -> None:
    content, at, names = picture.png(page(OCTOBER, d14=(ZHANG,))), 8, []
    while at < len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        names.append(name)
        at += length + 12
    assert set(names) == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize(
    ("number", "tint"),
    [
        (9, picture.PAPER),  # a Friday
        (10, picture.PAPER),  # a Saturday that is worked for the National Day holidays
        (11, picture.TINTS[Kind.WEEKEND]),
        (17, picture.TINTS[Kind.WEEKEND]),
        (1, picture.TINTS[Kind.HOLIDAY]),
        (4, picture.TINTS[Kind.HOLIDAY]),  # a Sunday in them
        (7, picture.TINTS[Kind.HOLIDAY]),
        (8, picture.PAPER),
    ],
)
def test_days_off_are_tinted(number: int, tint: str) -> None:
    what = page(OCTOBER)
    found = colours(drawn(what), box(what, number))
    assert max(found, key=lambda one: found[one]) == tint
    assert len(set(picture.TINTS.values()) | {picture.PAPER}) == 3


def test_monday_is_first_and_days_stand_below_their_weekday() -> None:
    what = page(OCTOBER)
    lefts = [box(what, n)[0] for n in range(1, 32)]
    assert len(set(lefts)) == 7
    first = sorted(set(lefts))
    for number, left in enumerate(lefts, start=1):
        assert first.index(left) == date(2026, 10, number).weekday()
    tops = [box(what, n)[1] for n in range(1, 32)]
    assert len(set(tops)) == 5
    assert all(one <= other for one, other in pairwise(tops))
    assert tops[3] < tops[4]  # Sunday the 4th, Monday the 5th


def test_a_name_is_written_in_its_day_and_nowhere_else() -> None:
    without, with_ = page(OCTOBER), page(OCTOBER, d14=(ZHANG,))
    assert inside(changed(without, with_), box(with_, 14))
    assert inside(
        changed(with_, page(OCTOBER, d14=(replace(ZHANG, name="张炜"),))), box(with_, 14)
    )


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_kind_has_its_colour_and_no_other(kind: str) -> None:
    what = page(OCTOBER, d14=(Chip("张伟", "事" if kind else "", kind),))
    found = colours(drawn(what), box(what, 14))
    assert found[KINDS[kind].pale] > 1000
    assert (KINDS[kind].strong in found) is bool(kind)
    others = {one for other, those in KINDS.items() if other != kind for one in (those.strong,)}
    assert not others & set(colours(drawn(what)))


def test_what_is_pending_is_lighter_and_dashed() -> None:
    settled = page(OCTOBER, d14=(ZHANG,))
    asked = page(OCTOBER, d14=(replace(ZHANG, pending=True),))
    own = KINDS["personal"]
    before, after = (colours(drawn(one), box(one, 14)) for one in (settled, asked))
    assert own.pale not in after
    assert own.soft in after
    assert own.soft not in before
    assert lightness(asked, 14) > lightness(settled, 14)
    placed = chips.fitted(asked.cells[13].chips[0], 150, Letters())
    left, top, *_ = box(asked, 14)
    y = top + picture.NUMBER
    image = drawn(asked)
    edge = [image.getpixel((left + picture.PADDING + x, y)) for x in range(int(placed.width))]
    assert sum(one != other for one, other in pairwise(edge)) > 12  # dash, gap, dash…


def test_half_a_day_is_marked() -> None:
    whole, half = page(OCTOBER, d14=(ZHANG,)), page(OCTOBER, d14=(replace(ZHANG, half=True),))
    where = changed(whole, half)
    assert inside(where, box(half, 14))
    assert where[0] > sum(box(half, 14)[::2]) // 2  # to the right of the name


@pytest.mark.parametrize("count", [1, 5, 9])
def test_a_handful_is_shown_whole_if_other_weeks_are_quiet(count: int) -> None:
    (day,) = days_with_people(page(OCTOBER, d14=crowd(count, "丁若曦")[:count]))
    assert (len(day.placed), day.more) == (count, 0)


def days_with_people(what: Page) -> list[picture.Day]:
    return [one for one in picture.layout(what, Letters()).days if one.cell.chips]


def test_more_than_fit_are_counted() -> None:
    each = {f"d{n}": crowd(20, "丁若曦") for n in range(1, 32)}
    days = days_with_people(page(AUGUST, **each))
    assert len(days) == 31
    assert {len(one.placed) + one.more for one in days} == {20}
    assert {len(one.placed) for one in days} == {3}  # four lines, one of them tells how many more
    one_more = page(AUGUST, **{**each, "d14": crowd(21, "丁若曦")})
    where = changed(page(AUGUST, **each), one_more)  # +17, +18
    assert inside(where, box(one_more, 14))
    assert where[1] > box(one_more, 14)[3] - 2 * chips.LINE


def test_nothing_in_a_day_reaches_over_its_edge() -> None:
    each = {f"d{n}": crowd(20, "买买提·阿不都热西提") for n in range(1, 32)}
    for day in days_with_people(page(AUGUST, **each)):
        used = sum(len(one.lines) for one in day.placed) + bool(day.more)
        assert day.box[1] + picture.NUMBER + used * chips.LINE <= day.box[3]
        assert all(one.width <= day.box[2] - day.box[0] for one in day.placed)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("张伟", ("张伟",)),
        ("阿卜杜拉", ("阿卜杜拉",)),
        ("张𢏒", ("张Chui",)),  # not in the font
        ("古丽巴哈尔", ("古丽巴哈尔",)),
        ("买买提·阿不都拉", ("买买提·", "阿不都拉")),
        ("Maria Gonzalez", ("Maria", "Gonzalez")),
        ("这是一个有二十个字的名字看看它怎么写才好呢", ("这是一个有", "二十个字…")),
    ],
)
def test_a_long_name_gets_smaller_then_two_lines_then_is_cut(
    name: str, lines: tuple[str, ...]
) -> None:
    letters, room = Letters(), picture.COLUMN - 2 * picture.PADDING
    chip = Chip(name, "事", "personal")
    assert chips.fitted(chip, room, letters).lines == lines
    for one, beside in ((chip, chips.SIGN), (replace(chip, half=True), 59)):
        placed = chips.fitted(one, room, letters)
        widest = max(letters.width(line, placed.size) for line in placed.lines)
        assert widest + beside < placed.width == room
        assert placed.size >= 22


def marked() -> Iterator[tuple[str, Page, Page]]:
    """Yield what must be seen: a page without it and one with it."""
    bare = page(OCTOBER)
    yield "title", replace(bare, title=""), bare
    yield "unit", replace(bare, unit=""), bare
    yield "as of", replace(bare, as_of=""), bare
    yield "weekdays", replace(bare, weekdays=("",) * 7), bare
    yield "note", bare, replace(bare, note="都在岗。")
    yield "today", bare, replace(bare, cells=(replace(bare.cells[0], today=True), *bare.cells[1:]))
    yield "mark", bare, replace(bare, cells=(replace(bare.cells[0], mark="休"), *bare.cells[1:]))
    yield "legend", bare, replace(bare, legend=(ZHANG,))


@pytest.mark.parametrize(
    ("what", "without", "with_"), list(marked()), ids=lambda one: str(one)[:8]
)
def test_it_is_seen(what: str, without: Page, with_: Page) -> None:
    assert changed(without, with_), what


def test_a_unit_with_a_long_name_is_cut() -> None:
    what = replace(page(OCTOBER), unit="江城银行" * 30)
    right = drawn(what).crop((picture.WIDTH - picture.MARGIN, 90, picture.WIDTH, 140))
    assert set(colours(right)) == {picture.PAPER}
