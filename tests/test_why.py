"""The conversation about 「为什么」 walks down every line of the payslip."""

from pathlib import Path

from handlers import words
from handlers.i18n import SOURCE
from handlers.render import plain
from services.pay import DEDUCTIONS, EARNINGS

SCRIPT = Path(__file__).parent / "conversations" / "branch" / "why.txt"


def scenes() -> dict[str, str]:
    """Return the scenes by their titles."""
    parts = SCRIPT.read_text("utf-8").split("# ")[1:]
    return {part.partition("\n")[0]: part for part in parts}


def test_there_is_a_scene_for_every_line() -> None:
    lines = [plain(words.named(code), SOURCE) for code in (*EARNINGS, *DEDUCTIONS)]
    assert list(scenes()) == lines


def test_each_ends_at_a_row_a_person_or_the_reason_of_a_zero() -> None:
    for title, scene in scenes().items():
        last = scene.rpartition("\n✎ ")[2]
        ends = ("← 来自", "来自 ", "原因：", "的净创收 ¥", "自2000年1月1日〕", "被推荐人 JC")
        assert any(end in last for end in ends), title
