"""The sheet: all that a person needs, nothing that runs, eight cards on a page of A4."""

import re
import shutil
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import segno
from playwright.async_api import async_playwright
from python_calamine import CalamineWorkbook

from handlers.identity import sheet
from handlers.render import Reader
from services import organisation
from services.identity.invitations import Invited
from services.store import Store
from services.store.vault import vault
from tests.branch import NOW, TODAY
from tests.browser import SHOTS, SWITCHES

CHINESE = Reader("zh_Hans_CN", ZoneInfo("Asia/Shanghai"))
ENGLISH = replace(CHINESE, language="en")
CODE = "aB3_-678901234567890xy"
CUT = """() => [...document.querySelectorAll("article")].filter((one) =>
  one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth).length"""
NASTY = "=1+1<img src=x onerror=alert(1)>\"'&"


@pytest.fixture
def invited(filled_store: Store) -> list[Invited]:
    people = organisation.sorted_people(filled_store.call(organisation.on, TODAY).people.values())
    return [Invited(one, "江城银行听涛支行", CODE, NOW + timedelta(days=7)) for one in people]


def nasty(one: Invited) -> Invited:
    """Return the invitation of somebody whose name and unit are markup and a formula."""
    row, _ = one.employee.sealed
    sealed = vault().seal(NASTY, f"terms.name_sealed.{row}")
    return replace(one, employee=replace(one.employee, sealed=(row, sealed)), unit=NASTY)


class Seen(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data.strip())


def test_a_card_has_all_that_a_person_needs(invited: list[Invited]) -> None:
    page = sheet.page(invited[:1], "xiaoman_bot", CHINESE)
    texts = Seen(page).texts
    for wanted in (
        "陈国梁",
        "JC001",
        "江城银行听涛支行",
        "2026年11月12日 09:00 前有效，只能用一次",
        f"https://t.me/xiaoman_bot?start={CODE}",
    ):
        assert wanted in texts
    drawn = segno.make(f"https://t.me/xiaoman_bot?start={CODE}", error="m")
    assert drawn.svg_inline(omitsize=True).encode() in page


def test_it_needs_nothing_else_and_runs_nothing(invited: list[Invited]) -> None:
    page = sheet.page([*invited, nasty(invited[0])], "xiaoman_bot", CHINESE)
    seen = Seen(page)
    assert set(seen.tags) == {
        *("html", "head", "meta", "title", "style", "body", "header", "h1", "main"),
        *("article", "h2", "svg", "path", "p", "br"),
    }
    assert not {"src", "href", "onerror", "onload", "style"} & set(seen.attributes)
    assert seen.texts.count(NASTY) == 2
    assert not re.search(rb"url\(|@import|//(?!t\.me/|www\.w3\.org)", page)


def test_it_is_in_english_too(invited: list[Invited]) -> None:
    page = sheet.page(invited[:1], "xiaoman_bot", ENGLISH).decode()
    assert 'lang="en"' in page
    rest = page.replace("陈国梁", "").replace("江城银行听涛支行", "")
    assert not re.search("[\u3400-\u9fff]", rest.partition("</style>")[2])
    assert "Valid until Nov 12, 2026, 09:00, for one use" in page


def test_a_name_is_never_a_formula(invited: list[Invited]) -> None:
    kept = sheet.merge_list([nasty(invited[0])], "xiaoman_bot", CHINESE)
    rows = CalamineWorkbook.from_filelike(BytesIO(kept)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == ["JC001", NASTY, NASTY]


@pytest.mark.browser
async def test_eight_cards_fit_on_a_page(invited: list[Invited], tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        for reader in (CHINESE, ENGLISH):
            for count, pages in ((1, 1), (8, 1), (9, 2), (16, 2)):
                path = tmp_path / f"{count}.html"
                path.write_bytes(sheet.page(invited[:count], "xiaoman_bot", reader))
                view = await browser.new_page()
                await view.goto(path.as_uri())
                printed = await view.pdf(prefer_css_page_size=True)
                assert len(re.findall(rb"/Type ?/Page\b", printed)) == pages, (reader, count)
                assert await view.evaluate(CUT) == 0
                await view.screenshot(path=SHOTS / f"sheet-{reader.language}.png", full_page=True)
        await browser.close()
