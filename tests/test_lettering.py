"""What pictures are written in has every character that they need, and no empty boxes."""

import unicodedata

import pytest

from bot.demo.world.people import PEOPLE, units
from handlers.i18n import LANGUAGES
from services.lettering import FILE, Letters, font, legible
from tests import catalogs, world
from tests.test_locale import said

TOFU = bytes(font(40).getmask("\uffff"))
HANZI = [chr(one) for one in range(0x4E00, 0x9FA6)]


def gb2312() -> list[str]:
    """Return the 6,763 hanzi of GB 2312."""
    found = []
    for one in HANZI:
        try:
            one.encode("gb2312")
        except UnicodeEncodeError:
            continue
        found.append(one)
    return found


def test_every_hanzi_of_gb_2312_is_in_the_font() -> None:
    known = gb2312()
    assert len(known) == 6763
    assert [one for one in known if legible(one) != one] == []


@pytest.mark.parametrize(
    "name", ["王喆", "李翀", "王䶮", "陳大文", "张㛃", "周燚", "阿·买", "Zoë"]
)
def test_a_rare_name_is_written_as_it_is(name: str) -> None:
    assert legible(name) == name


def test_everybody_of_the_demo_and_the_conversations_can_be_written() -> None:
    names = [one.name for one in PEOPLE] + [one.name for one in world.PEOPLE]
    names += [str(cell) for row in units().rows for cell in row if cell is not None]
    assert {"张伟", "江城银行听涛支行"} <= set(names)
    assert [one for one in names if legible(one) != one] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_whatever_the_bot_says_can_be_written(language: str) -> None:
    """Letters, digits and punctuation; the small pictures on buttons are in no drawing."""
    messages = catalogs.sentences(catalogs.read(language))
    used = {character for one in messages for text in said(one) for character in text}
    letters = {one for one in used if unicodedata.category(one)[0] in "LNP"}
    assert len(letters) > 60
    assert [one for one in letters if legible(one) != one] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("𢏒小明", "Chui小明"),  # as on a railway ticket
        ("𠮷野", "〓野"),  # nobody says how it is read
        ("王😀", "王〓"),
        ("丁\u200b若\ufe0f曦\u0000", "丁若曦"),
        ("丁\n若曦", "丁 若曦"),
        ("e\u0301", "é"),
        ("\uf9f7", "立"),  # a second code of the same character
    ],
)
def test_what_the_font_lacks_is_no_empty_box(name: str, expected: str) -> None:
    assert legible(name) == expected
    assert TOFU
    assert [one for one in expected if bytes(font(40).getmask(one)) == TOFU] == []


def test_a_width_is_that_of_the_letters() -> None:
    letters = Letters()
    assert letters.width("张伟", 30) == 60  # a hanzi is as wide as it is high
    assert letters.width("", 30) == 0


def test_the_font_is_small_and_its_licence_beside_it() -> None:
    assert FILE.stat().st_size < 5_100_000
    licence = (FILE.parent / "OFL.txt").read_text("utf-8")
    assert "Copyright © 2014-2021 Adobe" in licence
    assert "SIL OPEN FONT LICENSE" in licence
    assert FILE.name in licence
    assert font(20).getname() == ("Noto Sans CJK SC", "Regular")
