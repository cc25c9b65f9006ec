"""What an edit does, as the card says it before it is saved."""

from collections.abc import Sequence

from handlers import words
from handlers.facts import in_chat
from handlers.i18n import Say, _, say
from handlers.render import Listed
from handlers.words import records
from services.office.effects import Effect
from services.office.record_edit import Changed, Weighed


def of_person(weighed: Weighed) -> Sequence[Say]:
    """Say from when, old → new, and what follows for a person."""
    return [*_head(weighed), *changes(weighed.changes), *_follows(weighed)]


def of_somebody_new(weighed: Weighed) -> Sequence[Say]:
    """Say from when, and what follows; the card has said who it is."""
    return [*_head(weighed), *_follows(weighed)]


def of_unit(weighed: Weighed) -> Sequence[Say]:
    """Say from when, old → new, and what follows for a unit."""
    changed = changes(weighed.changes, of_unit=True)
    return [*_head(weighed), *changed, *_follows(weighed)]


def of_ending(weighed: Weighed) -> Sequence[Say]:
    """Say what follows for a person who leaves; the card has said from when."""
    return [*changes(weighed.changes), *_follows(weighed)]


def of_closing(weighed: Weighed) -> Sequence[Say]:
    """Say what follows for a unit that is closed; the card has said from when."""
    return [*changes(weighed.changes, of_unit=True), *_follows(weighed)]


def changes(changed: Sequence[Changed], *, of_unit: bool = False, new: bool = False) -> list[Say]:
    """Say each field that changes: old → new; of somebody or something new what it is."""
    sentence = _("{field}：{new}") if new else _("{field}：{old} → {new}")
    return [
        say(
            sentence,
            field=records.field(one.field, of_unit=of_unit),
            old=records.reads(one.field, one.old, one.old_name),
            new=records.reads(one.field, one.new, one.new_name),
        )
        for one in changed
    ]


def _head(weighed: Weighed) -> list[Say]:
    return [say(_("生效日期：{day}"), day=weighed.day)]


def _follows(weighed: Weighed) -> list[Say]:
    lines = [say("· {effect}", effect=_worded(one)) for one in weighed.effects]
    if weighed.later:
        lines.append(
            say(_("· {day}起另有已定的变更，仍按那一次执行，不受影响"), day=weighed.later)
        )
    if weighed.closed:
        months = Listed(list(weighed.closed))
        lines.append(say(_("· {months}已定稿，不再改动"), months=months))
    lines += [say(_("⚠ {finding}"), finding=in_chat(one)) for one in weighed.findings]
    return [say(""), *lines] if lines else []


def _worded(one: Effect) -> Say:
    """Word one effect; KeyError for one that has no words."""
    return say(
        EFFECTS[one.what],
        field=records.field(one.field) if one.what == "pay" else _post(one.field),
        lines=Listed([words.named(code) for code in one.lines]),
        team=_team(one),
        month=one.month or "",
        day=one.day or "",
        whose=one.whose,
        count=one.count,
        amount=words.marked(one.amount) if one.amount else "",
    )


def _post(code: str) -> Say:
    return words.post(code) if code else say("")


def _team(one: Effect) -> Say:
    if not one.lines:
        return say("")
    lines = Listed([words.named(code) for code in one.lines])
    return say(_("，{lines}随之改变"), lines=lines)


EFFECTS = {
    "pay": _("{field}：{month}起，{lines}按新的计算"),
    "fixed_pay": _("{month}起，固定报酬标准每月 {amount}"),
    "team_loses": _("{month}起不再算在{whose}名下，{whose}也不再能查看此人{team}"),
    "team_hands_on": _("{month}起不再直属{whose}{team}"),
    "team_gains": _("{month}起算在{whose}名下，{whose}可以查看此人{team}"),
    "come_along": _("此人名下的 {count} 人随之变动上级线"),
    "sees_all": _("将能查看全营业部的工资"),
    "sees_unit": _("将能查看和维护{whose}的人员"),
    "sees_no_more": _("不再有{field}的查看权限"),
    "account_ends": _("账号用到 {day} 为止"),
    "clients": _("名下 {count} 位客户要移交"),
    "reports": _("{count} 名下属要换直属上级"),
    "moves_along": _("单位内 {count} 人随之变动，上级单位的后勤也随之改变"),
}
