"""What is said unprompted about licences."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.context import House, Screen
from handlers.i18n import _, say
from handlers.licences import wording
from handlers.licences.buttons import LicencesOf
from handlers.notices import Drawing
from handlers.render import Bold
from handlers.topic import ways
from services.delivery import Due
from services.licences import chase, reading, recording
from services.organisation import NotYoursError, UnknownPersonError


def recorded(data: Mapping[str, Any]) -> Screen:
    """Tell somebody that a licence of his was recorded."""
    name = wording.name(data["licence_kind"], data["title"])
    said = say(_("📇 已登记您的{name}，长期有效。"), name=name)
    if data["expires"]:
        day = date.fromisoformat(data["expires"])
        said = say(_("📇 已登记您的{name}，{day} 到期，到期前会提醒您。"), name=name, day=day)
    return Screen(said, [[(say(_("我的证照")), LicencesOf(0))], ways()], protect=True)


async def _expires(house: House, due: Due) -> Screen | None:
    """Say that a licence expires or is over, unless it was renewed."""
    today, who = house.clock().astimezone(house.zone).date(), due.chat_id or 0
    try:
        found = await house.store.run(reading.current, who, today, due.data["licence"])
        card = await house.store.run(reading.of_person, who, today, 0)
    except (NotYoursError, UnknownPersonError):
        return None
    if found is None:
        return None
    mine = card.person.staff_id == found.person.staff_id
    line = wording.brief(found.licence, today)
    if mine:
        said = [say(_("📇 您的{line}"), line=line), say(_("请办理续期，办好交后勤支持岗登记。"))]
    else:
        name = Bold(found.person.name)
        said = [
            say(_("📇 {name}（{unit}）的{line}"), name=name, unit=found.unit, line=line),
            say(_("请督促续期，办好后登记。")),
        ]
    open_ = (say(_("看证照")), LicencesOf(0 if mine else found.person.staff_id))
    return Screen(said, [[open_], ways()], protect=True)


NOTICES = {recording.TOLD: recorded}
CARDS: dict[str, Drawing] = {chase.EXPIRES: _expires}
