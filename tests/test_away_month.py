"""The month as a picture in chat: in the reader's words, with what the list says and no more."""

import re
import threading
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot.demo.world.people import PEOPLE
from bot.stand_in import Person, Telegram
from handlers import away as topic
from handlers.i18n import LANGUAGES, SOURCE
from handlers.render import Reader
from services import away, organisation
from services.away import Absence, picture
from services.away.chips import Chip
from services.away.picture import Page
from services.lettering import legible
from services.store import Store
from services.working_days import Kind
from tests.branch import NOW, TODAY, account
from tests.stage import answering

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
NAMES = {one.name for one in PEOPLE}


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """Return the pages that are drawn, and nothing is drawn."""
    found = list[Page]()

    def png(page: Page) -> bytes:
        found.append(page)
        return b""

    monkeypatch.setattr(picture, "png", png)
    return found


@pytest.fixture
def asked(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """丁若曦 asks for half a day of sick leave on the 1st, 张伟 for the 28th."""
    ids = {
        one: filled_store.call(organisation.by_number, one, TODAY).staff_id
        for one in ("JC031", "JC032")
    }

    def pending(_session: Session, first: date, _last: date) -> Iterator[Absence]:
        yield Absence(ids["JC032"], first, half=True, kind="sick")
        yield Absence(ids["JC031"], first.replace(day=28), half=False, kind="injury")

    monkeypatch.setattr(away, "PENDING", [pending])


def page_of(store: Store, pages: list[Page], number: str, language: str = SOURCE) -> Page:
    found = store.call(away.away, account(number), TODAY, FIRST, LAST)
    topic.drawn(found, TODAY, Reader(language))
    return pages.pop()


def away_on(page: Page) -> dict[int, tuple[Chip, ...]]:
    return {cell.number: cell.chips for cell in page.cells if cell.chips}


@pytest.mark.usefixtures("asked")
def test_a_colleague_sees_that_but_not_why(filled_store: Store, pages: list[Page]) -> None:
    page = page_of(filled_store, pages, "JC031")
    ding = Chip("丁若曦")
    assert away_on(page) == {
        1: (Chip("丁若曦", half=True, pending=True),),
        14: (Chip("张伟", "事", "personal"),),
        **dict.fromkeys((20, 21, 22, 23), (ding,)),
        28: (Chip("张伟", "伤", "injury", pending=True),),
    }
    assert [one.name for one in page.legend] == ["事假", "工伤假", "同事不在", "◐ 半天", "待批"]


@pytest.mark.usefixtures("asked")
def test_the_superior_sees_why(filled_store: Store, pages: list[Page]) -> None:
    page = page_of(filled_store, pages, "JC019")
    assert away_on(page)[1] == (Chip("丁若曦", "病", "sick", half=True, pending=True),)
    assert away_on(page)[20] == (Chip("丁若曦", "病", "sick"),)
    assert [one.name for one in page.legend] == ["事假", "病假", "工伤假", "◐ 半天", "待批"]


def test_whoever_sees_nobody_away_is_told_so(filled_store: Store, pages: list[Page]) -> None:
    page = page_of(filled_store, pages, "JC029")
    assert (away_on(page), page.legend, page.note) == ({}, (), "都在岗，没有人请假。")


def test_the_page_says_which_month_of_whom_and_as_of_when(
    filled_store: Store, pages: list[Page]
) -> None:
    page = page_of(filled_store, pages, "JC031")
    assert (page.title, page.unit) == ("2026年10月 谁不在", "江城银行听涛支行")
    assert page.as_of == "截至 2026年11月5日"
    assert (page.before, len(page.cells)) == (3, 31)  # from a Thursday on
    marks = {cell.number: cell.mark for cell in page.cells if cell.mark}
    assert marks == dict.fromkeys(range(1, 8), "休") | {10: "班"}
    assert page.cells[9].kind is Kind.MAKE_UP
    assert not any(cell.today for cell in page.cells)  # it is November


def test_today_is_marked(filled_store: Store, pages: list[Page]) -> None:
    november = filled_store.call(
        away.away, account("JC031"), TODAY, date(2026, 11, 1), date(2026, 11, 30)
    )
    topic.drawn(november, TODAY, Reader(SOURCE))
    assert [cell.number for cell in pages.pop().cells if cell.today] == [5]


@pytest.mark.usefixtures("asked")
def test_an_english_reader_reads_english_and_the_names(
    filled_store: Store, pages: list[Page]
) -> None:
    page = page_of(filled_store, pages, "JC001", "en")
    assert {one.name for chips in away_on(page).values() for one in chips} <= NAMES
    words = [page.title, page.as_of, page.note, *page.weekdays]
    words += [cell.mark for cell in page.cells]
    words += [one.sign for chips in away_on(page).values() for one in chips]
    words += [text for one in page.legend for text in (one.name, one.sign)]
    assert not [one for one in words if CHINESE.search(one)]
    assert {"Away in October 2026", "as of Nov 5, 2026", "Mon", "off", "work"} <= set(words)
    assert {"Sick leave", "S", "Pending"} <= set(words)


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_can_be_written(filled_store: Store, pages: list[Page], language: str) -> None:
    page = page_of(filled_store, pages, "JC001", language)
    words = [page.title, page.unit, page.as_of, page.note, *page.weekdays]
    words += [cell.mark for cell in page.cells] + [one.name for one in page.legend]
    words += [one.name for chips in away_on(page).values() for one in chips]
    assert [one for one in words if legible(one) != one] == []


def test_a_year_whose_holidays_are_not_published_has_weekends(
    filled_store: Store, pages: list[Page]
) -> None:
    found = filled_store.call(
        away.away, account("JC031"), TODAY, date(2028, 2, 1), date(2028, 2, 29)
    )
    topic.drawn(found, TODAY, Reader(SOURCE))
    kinds = [cell.kind for cell in pages.pop().cells]
    assert kinds[:7] == [Kind.WORKING] * 4 + [Kind.WEEKEND] * 2 + [Kind.WORKING]  # from a Tuesday


async def test_it_comes_as_a_protected_photo_drawn_beside_the_loop(
    filled_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = list[threading.Thread]()
    real = picture.png

    def png(page: Page) -> bytes:
        drawing.append(threading.current_thread())
        return real(page)

    monkeypatch.setattr(picture, "png", png)
    telegram = Telegram(lambda: NOW)
    async with answering(filled_store, telegram, NOW) as receive:
        person = Person(telegram, telegram.user(account("JC031"), "张伟"), receive)
        await person.types("/away")
        await person.presses("本月")
        await person.presses("月历图")
    sent = person.here.shown()[-1]
    assert sent.content["photo"]
    assert sent.protected
    assert drawing
    assert drawing[0] is not threading.main_thread()
