"""What the banks get: last month's list of a department, one paid, one agreed, one to agree."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.demo.acts.stage import Stage
from services.month import Month
from services.rewards import keeping, reading, settling
from services.rewards.reading import Shown

BACK_OFFICE = "JC009"
BASIS = "新增有效户，每户 30 元"
FEE = "厅堂驻点合作费"
EACH = 30
PLACES = 3


async def listed(stage: Stage) -> None:
    """Enter the first outlets of the department, agree on two, pay one."""
    month = Month.of(stage.now.date()).later(-1)
    (home,) = await stage.store.run(reading.home, stage.people[BACK_OFFICE], stage.now.date())
    made = [await _line(stage, home.unit, month, number) for number in range(PLACES)]
    agreed = [await _agree(stage, one) for one in made[:2]]
    first = agreed[0].line
    day = max(stage.now.date() - timedelta(1), month.first_day)
    told: dict[str, Any] = {"line": first.id, "version": first.version, "day": day}
    await stage.does(BACK_OFFICE, settling.pay, **told)


async def _line(stage: Stage, unit: int, month: Month, number: int) -> Shown:
    who, today = stage.people[BACK_OFFICE], stage.now.date()
    places = await stage.store.run(reading.places, who, today, unit)
    place = [one for one in places if not one.whole][number]
    told = (who, today, unit, month, place.unit)
    found = (await stage.store.run(reading.begun, *told, whole=False)).counted
    accounts = found.accounts if found and number else None
    return await stage.does(
        BACK_OFFICE,
        keeping.add,
        unit=unit,
        month=month.first_day.toordinal(),
        outlet=place.unit,
        whole=0,
        figure=found.accounts if found else 0,
        as_of=int(found.as_of.timestamp()) if found else 0,
        basis=BASIS if accounts else FEE,
        accounts=accounts,
        amount=Decimal(accounts * EACH if accounts else 800),
        note=None,
    )


async def _agree(stage: Stage, one: Shown) -> Shown:
    told: dict[str, Any] = {"line": one.line.id, "version": one.line.version}
    return await stage.does(BACK_OFFICE, settling.agree, **told, whom="支行营业室 刘主任")


ACTS = (listed,)
