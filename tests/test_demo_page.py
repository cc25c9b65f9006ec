"""The demo page in a real browser, with a toy bot behind the real door."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect

from bot.demo.server import HOST, Persona, web_app
from bot.servers import serving
from bot.stand_in import Telegram
from tests.browser import WIDE, fits, opened, shot
from tests.toy_bot import picture, toy_bot

pytestmark = pytest.mark.browser

PEOPLE = [
    Persona(101, "周敏", "营销经理", "开户不足，迟到、请假、公休促销、推荐奖都有"),
    Persona(102, "李强", "区域经理", "管三个驻点，自己兼一个网点"),
    Persona(103, "陈静", "财务经理", "核对工资"),
]


@pytest.fixture
async def telegram() -> Telegram:
    telegram = Telegram(lambda: datetime(2026, 10, 8, 9, tzinfo=UTC))
    users = [telegram.user(one.user_id, one.name) for one in PEOPLE]
    telegram.group("江畔区域", *users[:2])
    return telegram


@pytest.fixture
async def page(telegram: Telegram) -> AsyncIterator[Page]:
    app = web_app(telegram, PEOPLE)
    async with toy_bot(telegram), serving(app, HOST) as url, opened(url) as page:
        yield page
    assert telegram.unmodelled == []


async def start(page: Page) -> None:
    """Press the start button and wait for the greeting."""
    await page.get_by_role("button", name="开始使用").first.click()
    await page.get_by_text("早上好").first.wait_for()


async def types(page: Page, text: str) -> None:
    """Write a line and press Enter."""
    box = page.get_by_role("textbox", name="输入消息").first
    await box.fill(text)
    await box.press("Enter")


async def test_typing_and_a_reply_keyboard(page: Page) -> None:
    await shot(page, "start")
    await fits(page)
    await start(page)
    await types(page, "我刚开了三户")
    await page.get_by_text("你说：我刚开了三户").wait_for()
    await page.get_by_role("button", name="我的工资").click()
    await page.get_by_text("应发合计").wait_for()
    await fits(page)
    await shot(page, "pay")
    await page.get_by_role("button", name="快捷按钮").click()
    await expect(page.get_by_role("button", name="请假")).to_be_hidden()


async def test_a_press_edits_in_place_and_deletes(page: Page, telegram: Telegram) -> None:
    await start(page)
    await types(page, "/pay")
    message = page.locator("article", has_text="应发合计")
    number = await message.get_attribute("data-id")
    await page.get_by_role("button", name="业务提成 为什么").click()
    await expect(page.locator(f'[data-id="{number}"]')).to_contain_text("旧比例")
    await shot(page, "why")
    await page.get_by_role("button", name="返回").click()
    await expect(page.locator(f'[data-id="{number}"]')).to_contain_text("已编辑")
    assert [event.kind for event in telegram.events].count("edited") == 2
    await page.get_by_role("button", name="业务提成 为什么").click()
    await page.get_by_role("button", name="删除").click()
    await expect(page.get_by_text("旧比例")).to_have_count(0)


async def test_toast_alert_spoiler_and_fold(page: Page) -> None:
    await start(page)
    await types(page, "/pay")
    spoiler = page.get_by_role("button", name="显示隐藏的内容")
    await spoiler.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".spoiler.open")).to_have_text("8,420.00")
    await page.get_by_role("button", name="展开").click()
    await expect(page.get_by_role("button", name="收起")).to_be_visible()
    await page.get_by_role("button", name="上月").click()
    await expect(page.locator(".toast")).to_have_text("上月的工资已定稿")
    await expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    await page.get_by_role("button", name="提醒我").click()
    await expect(page.get_by_role("dialog")).to_contain_text("到 10月15日 会提醒你。")
    await shot(page, "alert")
    await page.get_by_role("button", name="好", exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_files_go_both_ways(page: Page, telegram: Telegram) -> None:
    await start(page)
    rows = {"name": "客户月度.csv", "mimeType": "text/csv", "buffer": b"a,b\n" * 30}
    await page.locator("input[type=file]").first.set_input_files(rows)  # type: ignore[arg-type]
    await page.get_by_role("textbox", name="输入消息").press("Enter")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="下载 客户月度-备注.csv").click()
    saved = await (await download.value).path()
    assert await asyncio.to_thread(saved.read_bytes) == b"a,b\n" * 30 + b"\nok"
    shown = {"name": "x.png", "mimeType": "image/png", "buffer": picture(60, 40)}
    await page.locator("input[type=file]").first.set_input_files(shown)  # type: ignore[arg-type]
    await shot(page, "chosen")
    await page.get_by_role("button", name="发送").click()
    await page.locator(".out .photo img").wait_for()
    assert "photo" in telegram.events[-1].shown
    await fits(page)
    await shot(page, "files")


async def test_a_picture_and_the_command_menu(page: Page) -> None:
    await start(page)
    await page.get_by_role("button", name="命令菜单").click()
    await fits(page)
    await shot(page, "commands")
    await page.get_by_role("button", name="走势图").click()
    await page.get_by_role("button", name="放大图片").click()
    image = page.locator("dialog.picture img")
    await expect(image).to_be_visible()
    assert await image.evaluate("(one) => one.naturalWidth") == 640
    await page.keyboard.press("Escape")
    await expect(image).to_have_count(0)


async def test_a_deep_link_opens_its_record(page: Page, telegram: Telegram) -> None:
    await start(page)
    await types(page, "/link")
    await page.get_by_role("link", name="这里").click()
    await page.get_by_text("记录 rec-7 已打开。").wait_for()
    await page.get_by_role("button", name="打开").click()
    await expect(page.get_by_text("记录 rec-7 已打开。")).to_have_count(2)
    said = [event.shown["text"] for event in telegram.events if event.kind == "said"]
    assert said[-2:] == ["/start rec-7", "/start rec-7"]


async def test_other_people_and_a_group(page: Page, telegram: Telegram) -> None:
    await start(page)
    await page.locator(".persona:visible").click()
    await shot(page, "people")
    await fits(page)
    await page.get_by_role("button", name="李强").click()
    await start(page)
    await page.get_by_text("李强，早上好").wait_for()
    await page.get_by_role("button", name="切换聊天").first.click()
    await page.get_by_role("button", name="江畔区域").click()
    await types(page, "/pay")
    await page.get_by_text("应发合计").wait_for()
    assert telegram.events[-1].chat_id < 0
    await expect(page.locator(".phone:visible")).not_to_contain_text("早上好")
    await shot(page, "group")


async def test_side_by_side_on_a_wide_screen(page: Page) -> None:
    await page.set_viewport_size(WIDE)
    phones = page.locator(".phone:visible")
    await expect(phones).to_have_count(2)
    await start(page)
    await expect(phones.nth(0)).to_contain_text("周敏，早上好")
    await expect(phones.nth(1)).not_to_contain_text("早上好")
    await page.get_by_label("第二部手机").select_option("103")
    await start(page)
    await expect(phones.nth(1)).to_contain_text("陈静，早上好")
    await phones.nth(0).get_by_role("button", name="我的工资").click()
    await expect(phones.nth(0)).to_contain_text("应发合计")
    await expect(phones.nth(1)).not_to_contain_text("应发合计")
    await fits(page)
    await shot(page, "wide")
    await page.get_by_label("第二部手机").select_option("0")
    await expect(phones).to_have_count(1)


async def test_the_page_speaks_the_other_language_and_goes_dark(page: Page) -> None:
    await start(page)
    await types(page, "/pay")
    await page.locator(".language:visible").click()
    await expect(page.locator(".language:visible")).to_have_text("中")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.emulate_media(color_scheme="dark")
    await page.get_by_text("应发合计").wait_for()
    await shot(page, "dark")
    await page.set_viewport_size({"width": 320, "height": 640})
    await fits(page)


async def test_the_keyboard_alone_is_enough(page: Page) -> None:
    await page.get_by_role("button", name="开始使用").focus()
    await page.keyboard.press("Enter")
    await page.get_by_text("早上好").wait_for()
    await page.get_by_role("textbox", name="输入消息").press("/")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await page.get_by_text("应发合计").wait_for()
    await page.get_by_role("button", name="业务提成 为什么").focus()
    await page.keyboard.press("Enter")
    await page.get_by_text("旧比例").wait_for()
    focused = await page.evaluate("document.activeElement.textContent")
    assert focused in {"◀ 返回", "展开", "删除"}
