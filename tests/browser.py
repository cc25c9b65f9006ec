"""A real browser for tests of the demo page: opening, looking, measuring."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright

SHOTS = Path(__file__).parent / "shots"
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 860}
SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SMALL = """() => [...document.querySelectorAll("button, input, textarea, select, a.document")]
  .filter((one) => one.checkVisibility() && one.type !== "file")
  .map((one) => [one.textContent || one.ariaLabel, one.getBoundingClientRect()])
  .filter(([, box]) => Math.round(Math.min(box.width, box.height)) < 44)
  .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll("*")]
  .filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth > 0)
  .filter((one) => !["hidden", "visible"].includes(getComputedStyle(one).overflowX))
  .map((one) => one.className || one.tagName)"""


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Page]:
    """Open the page as on a phone; an error in its scripts fails the test."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = await browser.new_page(viewport=PHONE, device_scale_factor=2)
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        await page.goto(url)
        yield page
        await browser.close()
    assert errors == []


async def fits(page: Page) -> None:
    """Nothing scrolls sideways and everything can be hit with a thumb."""
    assert await page.evaluate(SIDEWAYS) == []
    assert await page.evaluate(SMALL) == []


async def shot(page: Page, name: str) -> None:
    """Keep a picture to look at, once everything has come to rest."""
    await page.evaluate(
        "Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"
    )
    await page.screenshot(path=SHOTS / f"{name}.png", animations="disabled")


async def types(page: Page, text: str) -> None:
    """Write a line and press Enter."""
    box = page.get_by_role("textbox", name="输入消息").first
    await box.fill(text)
    await box.press("Enter")


async def press(page: Page, label: str) -> None:
    """Press the latest button with the label."""
    await page.get_by_role("button", name=label, exact=True).last.click()


async def goes(page: Page, address: str, *people: int) -> None:
    """Look at these people's phones."""
    await page.goto(f"{address}/#{','.join(map(str, people))}")
    await page.reload()
