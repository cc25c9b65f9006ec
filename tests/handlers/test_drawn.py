"""Each value is drawn once, each screen written once for its reader; nobody gets another's."""

from dataclasses import dataclass

from handlers.drawn import once
from handlers.i18n import SOURCE, say
from handlers.payslip_card import Lines
from handlers.render import Bold, Reader
from handlers.screen import Screen
from services.month import Month

MOST = 2


@dataclass(frozen=True)
class Shown:
    """Something to draw."""

    name: str


def test_the_same_value_is_drawn_once_an_equal_one_by_itself() -> None:
    drawn: list[str] = []

    @once(MOST)
    def screen(value: Shown) -> Screen:
        drawn.append(value.name)
        return Screen(say("{name}", name=value.name))

    one, like_it, other, last = Shown("a"), Shown("a"), Shown("b"), Shown("c")
    assert screen(one) is screen(one)
    assert screen(like_it) is not screen(one)
    assert drawn == ["a", "a"]
    assert screen(other).written(Reader(SOURCE)).texts == ("b",)
    screen(other), screen(last)  # more than two: the one not shown for longest is forgotten
    screen(other), screen(one)
    assert drawn == ["a", "a", "b", "c", "a"]


def test_a_screen_is_written_for_each_reader_in_his_language() -> None:
    rows = (((say("首页"), Lines(1, Month(2026, 10), 0)),),)
    screen = Screen(say("{month}", month=Bold(Month(2026, 10))), rows)
    chinese, english = screen.written(Reader(SOURCE)), screen.written(Reader("en"))
    assert (chinese.texts, english.texts) == (("<b>2026年10月</b>",), ("<b>October 2026</b>",))
    assert screen.written(Reader("en")) is english
    assert chinese.keyboard
    assert chinese.keyboard["inline_keyboard"][0][0]["callback_data"] == "pl:1:2026-10:0"
