"""A list shows its page, and the ways to the others."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button
from handlers.i18n import say
from handlers.lists import Listing
from handlers.render import plain


@dataclass(frozen=True)
class Page(Button):
    """Show a page."""

    tag: ClassVar[str] = "page"
    number: int


LISTING = Listing[int](
    say("清单"),
    lambda row: say("{name}", name=str(row)),
    Page,
    say("没有"),
    lambda row: (say("{name}", name=f"看{row}"), Page(row)),
)


def drawn(total: int, page: int) -> list[str]:
    rows = range(LISTING.offset(page), min(LISTING.offset(page) + LISTING.size, total))
    screen = LISTING.screen(rows, total, page)
    labels = [" ".join(plain(label, "zh_Hans_CN") for label, _ in row) for row in screen.rows]
    return [*plain(screen.text, "zh_Hans_CN").splitlines(), *labels]


def test_a_middle_page() -> None:
    assert drawn(23, 2) == [
        *("清单", "5", "6", "7", "8", "9", "第 2/5 页"),
        *("看5", "看6", "看7", "看8", "看9", "◀ 上页 下页 ▶", "🏠 首页"),
    ]


def test_the_ends() -> None:
    assert drawn(6, 1)[-2:] == ["下页 ▶", "🏠 首页"]
    assert drawn(6, 2) == ["清单", "5", "第 2/2 页", "看5", "◀ 上页", "🏠 首页"]
    assert drawn(1, 1) == ["清单", "0", "看0", "🏠 首页"]
    assert drawn(0, 1) == ["清单", "没有", "🏠 首页"]
