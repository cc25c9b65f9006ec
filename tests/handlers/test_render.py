"""How values read, and what survives escaping and cutting."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.stand_in.formatting import parse_html, units
from handlers.i18n import Say, counted, say, translate
from handlers.render import Bold, Listed, Money, Number, Percent, html, pieces, plain
from services.month import Month

SHANGHAI = ZoneInfo("Asia/Shanghai")
VALUES = [
    (Money(Decimal("2667.6")), "¥2,667.60", "¥2,667.60"),
    (Money(Decimal("-0.05")), "−¥0.05", "−¥0.05"),
    (Percent(Decimal("0.00012")), "0.012%", "0.012%"),
    (Percent(Decimal("0.60")), "60%", "60%"),
    (Number(Decimal("1234.500")), "1,234.5", "1,234.5"),
    (Number(3), "3", "3"),
    (2026, "2026", "2026"),
    (Month(2026, 10), "2026年10月", "October 2026"),
    (date(2026, 10, 9), "2026年10月9日", "Oct 9, 2026"),
    (datetime(2026, 10, 9, 0, 30, tzinfo=UTC), "2026年10月9日 08:30", "Oct 9, 2026, 08:30"),
    (Listed(["a", "b", "c"]), "a、b和c", "a, b, and c"),
    ("<b>&", "<b>&", "<b>&"),
    (say("{a}", a="<i>"), "<i>", "<i>"),
    ([say("一"), say("二")], "一\n二", "一\n二"),
]


@pytest.mark.parametrize(("value", "chinese", "english"), VALUES, ids=str)
def test_a_value_reads_in_both_languages(value: object, chinese: str, english: str) -> None:
    said = say("{name}", name=value)
    assert plain(said, "zh_Hans_CN", SHANGHAI) == chinese
    assert plain(said, "en", SHANGHAI) == english
    assert unescape(re.sub("<[^>]*>", "", html(said, "en", SHANGHAI))) == english


def test_only_our_own_markup_is_markup() -> None:
    said = say("<b>{day}</b>", day=Bold("</b><a href='x'>"))
    assert html(said, "en") == "<b><b>&lt;/b&gt;&lt;a href='x'&gt;</b></b>"
    assert plain(said, "en") == "</b><a href='x'>"


def test_places_in_values_are_no_places() -> None:
    assert plain(say("{name}", name="{name} {0} %s"), "en") == "{name} {0} %s"


@pytest.mark.parametrize("value", [Decimal(1), None, object()])
def test_a_value_that_does_not_say_how_it_reads_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="wrap it"):
        html(say("{name}", name=value), "en")


def test_one_and_many() -> None:
    text = "等您办的有 {count} 件：/today"
    assert plain(counted(text, text, 1), "en") == "1 thing waits for you: /today"
    assert plain(counted(text, text, 2), "en") == "2 things wait for you: /today"
    assert plain(counted(text, text, 2), "zh_Hans_CN") == "等您办的有 2 件：/today"


def test_what_no_catalog_has_is_said_as_it_is() -> None:
    assert translate("en", "没有这一句") == "没有这一句"
    assert plain(Say(""), "en") == ""


def test_a_long_text_is_cut_between_paragraphs_and_stays_balanced() -> None:
    text = "<blockquote expandable>" + "\n\n".join("<b>甲&amp;</b>" * 300 for _ in range(20))
    parts = pieces(text + "</blockquote>")
    assert len(parts) == 4
    for part in parts:
        shown, _ = parse_html(part)
        assert units(shown) <= 4096
        assert set(shown) <= set("甲&\n")


def test_a_thousand_random_texts_are_cut_and_lose_nothing() -> None:
    rng = Random(7)  # noqa: S311 - the same each time
    for _ in range(1000):
        text = "".join(rng.choices("甲🏠<&>a \n", [9, 3, 1, 1, 1, 9, 2, 1], k=rng.randrange(900)))
        parts = [parse_html(part)[0] for part in pieces(html(say("{name}", name=text), "en"), 97)]
        assert all(units(part) <= 97 for part in parts)
        assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)
