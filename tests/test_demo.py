"""The demo with the real bot, clicked through in a real browser, and a look at every post."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot import demo
from bot.demo import acts
from bot.demo.acts import broadcasts
from bot.demo.world import PERSONAS
from bot.opening import EnvironmentError_, now, opened
from bot.settings import Settings
from tests.browser import WIDE, fits, goes, press, shot, types
from tests.browser import opened as browser

pytestmark = pytest.mark.browser
IDS = {one.number: demo.FIRST_ID + n for n, one in enumerate(PERSONAS)}
MARKETER, STATION, BACK_OFFICE = IDS["JC031"], IDS["JC019"], IDS["JC006"]
SOON = 30_000  # milliseconds: a card is redrawn every five seconds, then every ten


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = demo.own(tmp_path_factory.mktemp("demo") / "data")
    demo.fill(made)
    return made


@pytest.fixture
async def address(settings: Settings) -> AsyncIterator[str]:
    with opened(settings) as store:
        async with demo.page(settings, store, 0) as url:
            yield url


async def test_pay_why_and_back(address: str) -> None:
    async with browser(f"{address}/#{MARKETER}") as page:
        await page.get_by_text("张伟，您好。").first.wait_for()
        await shot(page, "home")
        await types(page, "/pay")
        await page.get_by_text("应发 ¥2,556.00").wait_for()
        await fits(page)
        await shot(page, "payslip")
        await press(page, "为什么")
        await press(page, "净佣金提成")
        await expect(page.get_by_text("月净创收 ¥1,800.00")).to_be_visible()
        await fits(page)
        await shot(page, "payslip-why")
        await press(page, "①")
        await page.get_by_text("项之和").wait_for()
        await press(page, "①")
        await page.get_by_text("›客户月度 第").first.wait_for()
        await shot(page, "payslip-row")
        await press(page, "◀ 返回")
        await page.get_by_text("项之和").wait_for()
        await press(page, "◀ 返回")
        await expect(page.get_by_text("月净创收 ¥1,800.00")).to_be_visible()
        await press(page, "◀ 工资单")
        await expect(page.get_by_text("应发 ¥2,556.00")).to_be_visible()
        await press(page, "与上月比")
        await expect(page.get_by_text("→").first).to_be_visible()
        await fits(page)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda one: one.number)
async def test_every_post_has_its_own_home(address: str, persona: object) -> None:
    number = getattr(persona, "number", "")
    async with browser(f"{address}/#{IDS[number]}") as page:
        await types(page, "/me")
        await page.get_by_text("日常管理评分").first.wait_for()
        await fits(page)
        await shot(page, f"post-{number}-me")
        await types(page, "/pay")
        await page.get_by_text("应发").first.wait_for()
        await shot(page, f"post-{number}-pay")


async def test_the_language_and_a_second_person(address: str) -> None:
    async with browser(f"{address}/#{MARKETER}") as page:
        await page.get_by_text("张伟，您好。").first.wait_for()
        await types(page, "/language")
        await press(page, "English")
        await page.get_by_text("English from now on").wait_for()
        await types(page, "/pay")
        await page.get_by_text("estimate").first.wait_for()
        await shot(page, "payslip-en")
        await page.set_viewport_size(WIDE)
        await page.goto(f"{address}/#{MARKETER},{STATION}")
        await page.reload()
        await page.get_by_text("李静怡，您好。").first.wait_for()
        second = page.get_by_role("textbox", name="输入消息").last
        await second.fill("/people")
        await second.press("Enter")
        await press(page, "张伟")
        await page.get_by_text("张伟 JC031").wait_for()
        await shot(page, "two-people")
        await goes(page, address, MARKETER)
        await types(page, "/language")  # the others read Chinese
        await press(page, "中文")
        await page.get_by_text("好的，以后用中文。").wait_for()


async def writes_a_notice(page: Page) -> None:
    """Write a notice and have it sent to two people, by day or by night."""
    await types(page, "/notices")
    await press(page, "＋ 发通知")
    await page.get_by_text("通知写什么？").last.wait_for()
    await types(page, "周五 15:00 在三楼开会")
    await page.get_by_text("要带图片或文件").last.wait_for()
    await press(page, "跳过")
    await press(page, "只要已阅")
    await press(page, "提交")
    await press(page, "发给谁")
    await page.get_by_text("几项一起选").last.wait_for()
    await fits(page)
    await shot(page, "notice-audience")
    await press(page, "＋ 加人")
    await page.get_by_text("加上谁？").last.wait_for()
    await types(page, "JC019 张伟")
    await press(page, "提交")
    await press(page, "标为紧急")
    await press(page, "发送……")
    await shot(page, "notice-sending")
    await press(page, "确定发给 2 人")


async def test_the_back_office_sends_two_people_read_and_the_counts_move(address: str) -> None:
    async with browser(f"{address}/#{BACK_OFFICE}") as page:
        await page.get_by_text("您好。").first.wait_for()
        await writes_a_notice(page)
        card = page.locator("article", has_text="管理这条通知").last
        await expect(card).to_contain_text("已送达 2", timeout=SOON)
        await expect(card).to_contain_text("已阅 0")
        for read, reader in enumerate((MARKETER, STATION), start=1):
            await goes(page, address, reader)
            await press(page, "已阅")
            await page.locator("article", has_text="✓").last.wait_for()
            await fits(page)
            await shot(page, f"notice-read-{read}")
            await goes(page, address, BACK_OFFICE)
            await expect(card).to_contain_text(f"已阅 {read}", timeout=SOON)
        await press(page, "管理这条通知")
        await page.get_by_role("button", name="全部名单").last.wait_for()
        await expect(page.get_by_role("button", name="未读")).to_have_count(0)
        await fits(page)
        await shot(page, "notice-managed")


async def test_a_notice_is_half_read(settings: Settings) -> None:
    with opened(settings) as store:
        async with demo.page(settings, store, 0) as url:
            stage = acts.Stage(store, now(settings), demo.ACCOUNTS)
            await stage.bound()
            await broadcasts.half_read(stage)
            async with browser(f"{url}/#{MARKETER}") as page:
                await page.get_by_role("button", name="参加", exact=True).last.wait_for()
                await fits(page)
                await shot(page, "notice-to-read")
                await goes(page, url, BACK_OFFICE)
                await types(page, "/notices")
                await press(page, "我发的通知")
                await page.get_by_text("已阅 4/8").wait_for()
                await press(page, "下周三的培训改到 15:00")
                await page.get_by_role("button", name="未读 4 人", exact=True).wait_for()
                await fits(page)
                await shot(page, "notice-half-read")


def test_a_port_in_use_is_told_before_anything_is_emptied() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(EnvironmentError_):
            demo.check_free(taken.getsockname()[1])


def test_another_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data.db").write_bytes(b"somebody else's")
    with pytest.raises(EnvironmentError_):
        demo.own(tmp_path)
    assert (tmp_path / "data.db").read_bytes() == b"somebody else's"
