"""What was recorded of days: told, contested, upheld, taken back."""

from bot.demo.acts.stage import Stage
from services.attendance import contests, recording

STATION_MANAGER = "JC019"


async def recorded(stage: Stage) -> None:
    """Somebody late, who was told."""
    await _record(stage, "JC030", "late")


async def contested(stage: Stage) -> None:
    """Somebody who contests what was recorded."""
    await _contest(stage, "JC031", "dress", "当天网点统一穿的是活动服")


async def upheld(stage: Stage) -> None:
    """Contested in vain."""
    await stage.refuse(
        await _contest(stage, "JC032", "late", "堵车"), "堵车不是免责理由，请提前出门"
    )


async def taken_back(stage: Stage) -> None:
    """Contested with good reason."""
    await stage.agree(await _contest(stage, "JC030", "dress", "工装送洗，前一天已报备"))


async def _record(stage: Stage, number: str, code: str) -> int:
    staff, day = await stage.staff(number), stage.now.date()
    done = await stage.does(STATION_MANAGER, recording.record, staff=staff, code=code, day=day)
    return done.event.id if done.event else 0


async def _contest(stage: Stage, number: str, code: str, reason: str) -> int:
    """Record something of somebody who contests it; return the approval."""
    event = await _record(stage, number, code)
    return await stage.does(number, contests.contest, event=event, reason=reason)


ACTS = (recorded, contested, upheld, taken_back)
