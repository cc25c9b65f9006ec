"""How a correction reads."""

from bot.app import TOPICS
from handlers import notices, work
from handlers.corrections import drawn
from handlers.i18n import LANGUAGES
from handlers.render import plain
from services import corrections
from services.corrections import compute

NET, MORE = "1871.23", "2448.23"


def test_how_it_reads() -> None:
    data = {
        "staff": 7,
        "month": "2026-10",
        "before": NET,
        "after": MORE,
        "gone": False,
        "cause": corrections.RELEASED,
        "number": 12,
        "figure": "",
    }
    screen = drawn(data)
    assert plain(screen.text, "zh_Hans_CN").splitlines() == [
        "2026年10月 工资有更正：实发 ¥1,871.23 → ¥2,448.23",
        "原因：批次 12 已发布",
    ]
    assert screen.protect
    (((label, button),),) = screen.rows
    assert (plain(label, "en"), not isinstance(button, str) and button.packed()) == (
        "Payslip",
        "p:7:2026-10",
    )
    same = drawn({**data, "after": NET})
    assert "不变" in plain(same.text, "zh_Hans_CN")
    absent = drawn({**data, "after": None})
    assert "尚未配置" in plain(absent.text, "zh_Hans_CN")
    assert all(plain(screen.text, language) for language in LANGUAGES)


def test_its_words_are_found() -> None:
    assert notices.wordings(TOPICS)[compute.NOTICE] is drawn
    assert corrections.KIND in work.doings(TOPICS)
