"""What the two are told of a talk, and what of talks waits for a person."""

from datetime import date

from handlers.context import Context, House, Screen
from handlers.i18n import Say, _, counted, say
from handlers.notices import Drawing
from handlers.talks import overview
from handlers.talks.buttons import TalkOf, Talks
from handlers.topic import Waiting
from services.delivery import Due
from services.organisation import NotYoursError, UnknownPersonError
from services.talks import reading, recording
from services.talks.reading import Card


async def _found(house: House, due: Due) -> Card | None:
    today = house.clock().astimezone(house.zone).date()
    try:
        return await house.store.run(reading.card, due.chat_id or 0, today, due.data["talk"])
    except (NotYoursError, UnknownPersonError):
        return None


async def _recorded(house: House, due: Due) -> Screen | None:
    found = await _found(house, due)
    if found is None:
        return None
    name = found.manager.name
    return overview.drawn(found, say(_("💬 {name}记下了和您的谈话，您可以回复一次。"), name=name))


async def _replied(house: House, due: Due) -> Screen | None:
    found = await _found(house, due)
    if found is None:
        return None
    name = found.person.name
    return overview.drawn(found, say(_("💬 {name}回复了您的谈话"), name=name))


async def waits(context: Context) -> list[Waiting]:
    """Return the steps that are due, and how many were not spoken with this month."""
    found = await context.run(reading.waits, context.who, context.today)
    steps = [Waiting(_step(one), say(_("看谈话")), TalkOf(one.id)) for one in found.steps]
    if not found.unspoken:
        return steps
    text = counted("本月还有 {count} 人没谈过话", "本月还有 {count} 人没谈过话", found.unspoken)
    return [*steps, Waiting(text, say(_("谈话名单")), Talks(1))]


def _step(one: Card) -> Say:
    day: date | None = one.step_on
    other = one.person.name if one.mine else one.manager.name
    sentence = _("和{name}约好的，{day} 前：{step}")
    return say(sentence, name=other, day=day, step=one.step)


CARDS: dict[str, Drawing] = {recording.TOLD: _recorded, recording.REPLIED: _replied}
