"""How a talk reads, and when somebody was spoken with."""

from collections.abc import Iterator

from handlers.i18n import Say, _, counted, say
from handlers.render import Bold
from services.talks.reading import Card, Line

ABOUT = {
    "progress": _("展业情况"),
    "trouble": _("困难"),
    "courage": _("鼓励"),
    "other": _("其他"),
}


def card(one: Card) -> Iterator[Say]:
    """Say a talk: who with whom, about what, what was agreed, the word to it."""
    about = Bold(say(_("谈话 · {about}"), about=say(ABOUT[one.about])))
    yield say("{about}", about=about)
    manager, person = one.manager.name, one.person.name
    yield say(_("{day}，{manager}和{person}"), day=one.day, manager=manager, person=person)
    yield say("{notes}", notes=one.notes)
    if one.step:
        yield say(_("下一步：{step}"), step=one.step)
        yield step(one)
    if one.reply:
        yield say(_("{person}的回复：{reply}"), person=person, reply=one.reply)
    yield say(_("只有你们两人看得到内容。"))


def step(one: Card) -> Say:
    """Say by when a step is to be done, or that it is."""
    if one.done_at:
        return say(_("✓ {day} 已落实"), day=one.done_at.date())
    if one.late:
        return say(_("⏰ {day} 到期，还没落实"), day=one.step_on)
    return say(_("{day} 前落实"), day=one.step_on)


def line(one: Line) -> Say:
    """Say when somebody was spoken with last; of one with people, with how many he has spoken."""
    name = Bold(one.person.name)
    last = say(_("还没谈过")) if one.last is None else say("{day}", day=one.last)
    if one.times:
        told = counted("本月 {count} 次", "本月 {count} 次", one.times)
        last = say(_("{last}，{times}"), last=last, times=told)
    if not one.people:
        return say(_("· {name} {unit}：{last}"), name=name, unit=one.unit, last=last)
    return say(
        _("· {name} {unit}：{last}；TA 和下属谈了 {spoken}/{people}"),
        name=name,
        unit=one.unit,
        last=last,
        spoken=one.spoken,
        people=one.people,
    )
