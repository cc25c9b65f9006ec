"""How a training file reads: levels, exams, what is due, who owes it."""

from collections.abc import Iterator
from datetime import date

from handlers import words
from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Listed
from services.trainingfile.reading import Card, Issued, Line
from services.trainingfile.rows import (
    CONTRACTED,
    DONE,
    LISTED,
    PASSED,
    TRAINING,
    Exam,
    Level,
    Standing,
)

LEVELS = {
    "branch": _("营业部培训"),
    "department": _("项目部培训"),
    "post": _("岗位培训"),
}
STEPS = {
    PASSED: _("上报名单给办公室"),
    LISTED: _("签合同"),
    CONTRACTED: _("出具内务通知单"),
}
STATES = {
    TRAINING: _("培训中"),
    PASSED: _("考试合格，待上报"),
    LISTED: _("已上报，待签合同"),
    CONTRACTED: _("合同已签，待出通知单"),
    DONE: _("已办完"),
}


def level(code: str) -> Say:
    """Return what a level is called."""
    return say(LEVELS[code])


def step(one: Standing) -> Say:
    """Say which step is due next."""
    if one.state == TRAINING:
        if one.missing:
            return say("{levels}", levels=Listed([level(each) for each in one.missing]))
        return say(_("补考")) if one.exams else say(_("考试"))
    return say(STEPS[one.state])


def when(day: date, today: date) -> Say:
    """Say by when something is due, and how long that still is."""
    left = (day - today).days
    if left < 0:
        return counted("{day}（过期 {count} 天）", "{day}（过期 {count} 天）", -left, day=day)
    if left == 0:
        return say(_("{day}（今天）"), day=day)
    return counted("{day}（还有 {count} 天）", "{day}（还有 {count} 天）", left, day=day)


def line(one: Line, today: date) -> Say:
    """Say in a list whose file it is, what is missing, by when."""
    stands = one.standing
    return say(
        _("{name}（{unit}）：{step}，最晚 {when}"),
        name=Bold(one.person.name),
        unit=one.unit,
        step=step(stands),
        when=when(stands.due or today, today),
    )


def done(one: Line) -> Say:
    """Say in a list whose file it is, and since when it is done."""
    day = one.standing.issued_on
    return say(
        _("{name}（{unit}）：{day} 办完"), name=Bold(one.person.name), unit=one.unit, day=day
    )


def card(found: Card, today: date) -> Iterator[Say]:
    """Say all of a file."""
    one = found.person
    yield say(_("培训档案 · {name} {number}"), name=Bold(one.name), number=one.number)
    yield say(
        "{unit}，{role}", unit=found.unit, role=words.role(one.grade, one.posts) or say(_("无"))
    )
    if found.line is None:
        yield say(_("还没有培训档案。"))
        return
    stands = found.line.standing
    yield say(_("状态：{state}"), state=Bold(say(STATES[stands.state])))
    yield from _next(found.line, today)
    yield say("")
    yield from map(_level, stands.levels)
    yield from _exams(stands)
    yield from _rest(found, stands)
    if found.keeps and stands.missing:
        yield say(_("※ 三个层次的叫法是假定的：第19条的表已缺"))


def _next(one: Line, today: date) -> Iterator[Say]:
    stands = one.standing
    if stands.due is None:
        return
    yield say(_("下一步：{step}，最晚 {when}"), step=step(stands), when=when(stands.due, today))
    if one.owes:
        yield say(_("由{names}办理"), names=Listed(one.owes))
    if stands.contract_due and stands.contract_due != stands.due:
        day = when(stands.contract_due, today)
        yield say(_("合同和通知单最晚 {when}（第20条，考试合格后一个月）"), when=day)


def _level(one: Level) -> Say:
    name = level(one.code)
    if one.day is None:
        return say(_("☐ {level}"), level=name)
    told = say(_("☑ {level}：{day}，{trainer}"), level=name, day=one.day, trainer=one.trainer)
    return say(_("{level}（{note}）"), level=told, note=one.note) if one.note else told


def _exams(stands: Standing) -> Iterator[Say]:
    if not stands.exams:
        yield say(_("☐ 考试"))
    for one in stands.exams:
        yield exam(one)


def exam(one: Exam) -> Say:
    """Say how an exam went."""
    sentence = _("☑ 考试：{day}，合格") if one.passed else _("☒ 考试：{day}，不合格")
    told = say(sentence, day=one.day)
    return say(_("{exam}，{score} 分"), exam=told, score=one.score) if one.score else told


def _rest(found: Card, stands: Standing) -> Iterator[Say]:
    if stands.listed_on:
        yield say(_("☑ 名单：{day} 报办公室"), day=stands.listed_on)
    if signed := stands.contract:
        yield say(
            _("☑ {contract}：{signed} 签，{first} 起"),
            contract=words.contract(signed.kind),
            signed=signed.signed,
            first=signed.first_day,
        )
        if signed.kind != found.recorded and found.concludes:
            kind = words.contract(found.recorded)
            yield say(_("⚠ 人员档案里是{kind}，请在档案里变更。"), kind=kind)
    if found.issued and stands.issued_on:
        number = numbered(found.issued)
        by = found.issued.by
        yield say(_("☑ {number}：{day}，{by} 出具"), number=number, day=stands.issued_on, by=by)


def numbered(one: Issued) -> Say:
    """Return the notice's number as it is written."""
    return notice_number(one.year, one.number)


def notice_number(year: int, number: int) -> Say:
    """Return the number of a notice as it is written."""
    return say(_("内务通知单 {year}-{number}"), year=year, number=f"{number:03}")
