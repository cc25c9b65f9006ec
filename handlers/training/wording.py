"""How a training reads: what it is about, who answered what, who came."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from handlers.attendance import wording as attendance
from handlers.errors import words
from handlers.i18n import Say, _, counted, say
from handlers.render import Bold, Listed, Money
from handlers.training.kinds import WORDS
from services.attendance.events import CHOICES
from services.training.marking import Consequence
from services.training.rows import ABSENT, ACCEPTED, CAME, COMING, EXCUSED, LATE, REFUSED, Place
from services.training.view import About, Card

MARKS = {CAME: _("到场"), LATE: _("迟到"), ABSENT: _("缺席"), EXCUSED: _("免记")}
COUNTS = {
    "coming": _("收到 {count}"),
    "sorry": _("请假 {count}"),
    "silent": _("没答复 {count}"),
    "away": _("已批准请假 {count}"),
}
SIGNS = {CAME: "✓ {name}", LATE: _("迟 {name}"), ABSENT: "✗ {name}", EXCUSED: _("免 {name}")}


def title(kind: str, starts_at: datetime) -> Say:
    """Return what a training is called."""
    return say("{title}", title=Bold(say(WORDS[kind].title, moment=starts_at)))


def about(found: About) -> Iterator[Say]:
    """Say what a training is about."""
    topic = found.topic or say(_("还没定"))
    yield say(_("主题：{topic}"), topic=topic)
    if found.text:
        yield say(_("准备：{text}"), text=found.text)


def answer(one: Place) -> Say:
    """Say what somebody answered, and what was said to that."""
    if one.away:
        return say(_("已批准请假"))
    if one.answer == COMING:
        return say(_("会来"))
    if one.pends:
        return say(_("请假：{reason}，待决定"), reason=one.reason)
    if one.verdict == ACCEPTED:
        return say(_("请假：{reason}，已同意"), reason=one.reason)
    if one.verdict == REFUSED:
        return say(_("请假：{reason}，没同意"), reason=one.reason)
    return say(_("没答复"))


def roster(found: Card) -> Iterator[Say]:
    """Say how many are asked and what they answered, then who."""
    yield counts(found.counts)
    for one in found.places:
        yield say("· {name}：{answer}", name=one.person.name, answer=answer(one))


def counts(found: Mapping[str, int]) -> Say:
    """Say how many are asked, and how many of them answered what."""
    line = say(_("应到 {count} 人"), count=found["people"])
    sentences = {name: sentence for name, sentence in COUNTS.items() if found[name]}
    for at, (name, sentence) in enumerate(sentences.items()):
        join = _("{line}，{more}") if at else _("{line}：{more}")
        line = say(join, line=line, more=say(sentence, count=found[name]))
    return line


def marked(found: Card) -> Iterator[Say]:
    """Say who counts as what, in groups."""
    for mark, label in MARKS.items():
        if people := found.of(mark):
            yield say(
                _("{mark} {count}：{names}"),
                mark=say(label),
                count=len(people),
                names=Listed([_named(one) for one in people]),
            )


def _named(one: Place) -> Say:
    sentence = _("{name}（已撤销）") if one.struck else "{name}"
    return say(sentence, name=one.person.name)


def consequences(found: Sequence[Consequence]) -> Iterator[Say]:
    """Say of each who was late or missing what that comes to (Article 29.2)."""
    if not found:
        yield say(_("没有人迟到或缺席，不登记考勤。"))
        return
    for one in found:
        yield _consequence(one)
    yield say(_("无故缺席比照旷工半天，迟到早退记一次（第29条）。"))


def _consequence(one: Consequence) -> Say:
    name, mark = one.place.person.name, say(MARKS[one.mark])
    if one.why:
        why = words(one.why)
        return say(_("· {name} {mark}，不登记：{why}"), name=name, mark=mark, why=why)
    choice = CHOICES[one.code]
    event = attendance.event(choice.kind, choice.quantity)
    line = say(_("· {name} {mark}：{event}"), name=Bold(name), mark=mark, event=event)
    if one.effect is None:
        return line
    if one.effect.before != one.effect.after:
        before, after = map(attendance.points, (one.effect.before, one.effect.after))
        line = say(_("{line}，评分 {before} → {after}"), line=line, before=before, after=after)
    if not one.effect.lines:
        return say(_("{line}，工资不变"), line=line)
    sign = " ※" if one.effect.assumed else ""
    gain = Money(one.effect.gain)
    return say(_("{line}，工资 {gain}{mark} 预计"), line=line, gain=gain, mark=sign)


def many(count: int) -> Say:
    """Say how many people wait for a decision."""
    return counted("{count} 人请假待您决定", "{count} 人请假待您决定", count)
