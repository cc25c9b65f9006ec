"""A client in a real browser: registered, opened, signed by four, recorded and archived."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot import demo
from bot.demo.world import PERSONAS
from bot.opening import opened
from bot.settings import Settings
from tests.browser import fits, goes, press, shot, types
from tests.browser import opened as browser

pytestmark = pytest.mark.browser
IDS = {one.number: demo.FIRST_ID + n for n, one in enumerate(PERSONAS)}
MARKETER, OFFICE, TRADING = IDS["JC031"], IDS["JC009"], IDS["JC004"]
SIGNERS = (OFFICE, TRADING, IDS["JC003"], IDS["JC001"])
FORM = Path(__file__).parents[1] / "docs" / "two-people.png"


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    settings: Settings = demo.own(tmp_path / "data")
    demo.fill(settings)
    with opened(settings) as store:
        async with demo.page(settings, store, 0) as url:
            yield url


async def registers(page: Page) -> None:
    """Register a client for tomorrow."""
    await types(page, "/book")
    await page.get_by_text("客户姓名或单位名称？").last.wait_for()
    await types(page, "王秀兰")
    await page.get_by_text("预计资产多少？").last.wait_for()
    await press(page, "30万")
    await page.get_by_text("哪天到营业部开户？").last.wait_for()
    await shot(page, "client-day")
    await types(page, "明天 10点")
    await press(page, "陪同")
    await page.get_by_text("请核对").last.wait_for()
    await shot(page, "client-check")
    await press(page, "提交")
    await press(page, "看预约")


async def opens(page: Page) -> None:
    """Report the account's opening with the signed form."""
    await press(page, "已开户")
    await page.get_by_text("哪天开的户？").last.wait_for()
    await press(page, "今天")
    await page.get_by_text("请发客户签好的确认登记表").last.wait_for()
    await page.locator("input[type=file]").first.set_input_files(FORM)
    await page.get_by_role("button", name="发送").click()
    await press(page, "四项都做到")
    await press(page, "提交")
    await page.get_by_text("已提交签核").wait_for()


async def test_the_chain_by_switching_person(address: str) -> None:
    async with browser(f"{address}/#{MARKETER}") as page:
        await page.get_by_text("张伟，您好。").first.wait_for()
        await registers(page)
        await shot(page, "client-card")
        await opens(page)
        for signer in SIGNERS:
            await goes(page, address, signer)
            await page.get_by_text("王*，个人，预计 30万").last.wait_for()
            await fits(page)
            await shot(page, f"client-sign-{signer}")
            await press(page, "同意")
            await expect(page.get_by_text("同意，").last).to_be_visible()
        await goes(page, address, TRADING)
        await types(page, "/record")
        await press(page, "王*")
        await types(page, "86001234")
        await press(page, "提交")
        await press(page, "归档")
        await expect(page.get_by_text("已归档").last).to_be_visible()
        await shot(page, "client-archived")
        await goes(page, address, MARKETER)
        await types(page, "/clients 王秀兰")
        await expect(page.get_by_text("「王秀兰」：1 位客户").last).to_be_visible()
        await shot(page, "client-found")
