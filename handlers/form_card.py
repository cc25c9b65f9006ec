"""The last card of a form: its answers or their effects, and what can still be changed."""

from collections.abc import Sequence
from typing import Any

from handlers.context import Row
from handlers.form_filling import Act, Filled
from handlers.form_question import Question
from handlers.i18n import Say, say

IN_A_ROW = 3
EDITS_IN_A_ROW = 2
MOST_EDITS = 6  # questions; a longer form lets one choose what to change on a page of its own
ON_A_PAGE = 12


def card(filling: Filled, effects: Sequence[Say]) -> tuple[list[Say], list[Row]]:
    """Return the card's lines and rows."""
    act = filling.act
    lines = [say("<b>{title}</b>　请核对", title=filling.title)]
    told = [one for one in filling.questions if _tells(filling, one, brief=bool(effects))]
    lines += [_answer(filling, one) for one in told]
    ends = ((say("提交"), act("submit")), (say("取消"), act("cancel")))
    if len(filling.questions) > MOST_EDITS:
        return [*lines, *effects], [((say("✎ 改其他项"), act("choose", "0")),), ends]
    return [*lines, *effects], [*in_rows(_edits(filling, "✎ {label}"), EDITS_IN_A_ROW), ends]


def chooser(filling: Filled, page: int) -> tuple[list[Say], list[Row]]:
    """Return a page of the questions that can be answered otherwise."""
    edits = _edits(filling, "{label}")
    start = page * ON_A_PAGE
    moves = [] if filling.untouched else [(say("◀ 返回"), filling.act("open"))]
    if start:
        moves.append((say("◀ 上页"), filling.act("choose", str(page - 1))))
    if len(edits) > start + ON_A_PAGE:
        moves.append((say("下页 ▶"), filling.act("choose", str(page + 1))))
    moves.append((say("取消"), filling.act("cancel")))
    title = say("<b>{title}</b>　改哪一项？", title=filling.title)
    return [title], [*in_rows(edits[start : start + ON_A_PAGE]), moves]


def in_rows(entries: Sequence[tuple[Say, Act]], width: int = IN_A_ROW) -> list[Row]:
    """Return buttons in rows."""
    return [entries[at : at + width] for at in range(0, len(entries), width)]


def _tells(filling: Filled, question: Question[Any], *, brief: bool) -> bool:
    """Leave out what was neither asked nor answered, and what the effects of changes say."""
    said = filling.values[question.name] is not None and not (brief and filling.form.changes)
    return question.asked or said


def _answer(filling: Filled, question: Question[Any]) -> Say:
    value = filling.values[question.name]
    reads: object = say("（没填）") if value is None else question.shown(value)
    if value == "" and question.clears:
        reads = say("（清空）")
    return say("{label}：{value}", label=question.label, value=reads)


def _edits(filling: Filled, text: str) -> list[tuple[Say, Act]]:
    return [
        (say(text, label=question.label), filling.act("edit", question.name))
        for question in filling.questions
    ]
