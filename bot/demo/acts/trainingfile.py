"""Training files: one half trained, one with its contract due soon; a licence that runs out."""

from datetime import timedelta
from typing import Any

from bot.demo.acts.stage import Stage
from services.licences import recording as licensing
from services.trainingfile import concluding, recording

TRAINERS = "何晓燕", "郑海涛", "魏长风"
SAT = timedelta(26)  # days ago: the month of Article 20 is nearly over
EXPIRES = timedelta(20)  # days ahead


async def half_trained(stage: Stage) -> None:
    """Half train a newcomer: two levels are recorded."""
    file = await _open(stage, "JC009", "JC028")
    await _train(stage, "JC009", file, 2)


async def contract_due(stage: Stage) -> None:
    """List a newcomer who passed; the office owes the contract."""
    file, number = await _open(stage, "JC006", "JC060"), "JC006"
    await _train(stage, number, file, 3)
    day = stage.now.date() - SAT
    told: dict[str, Any] = {"file": file, "day": day, "passed": True, "score": "88"}
    await stage.does(number, recording.record_exam, **told)
    found = await stage.store.run(concluding.names, stage.people[number], stage.now.date())
    await stage.does(number, concluding.hand_in, found.mark)


async def runs_out(stage: Stage) -> None:
    """Record a registration that expires in a few weeks."""
    today = stage.now.date()
    told: dict[str, Any] = {"kind": "adviser", "number": "S1580620260001"}
    told |= {"issued": today - timedelta(700), "expires": today + EXPIRES}
    await stage.does("JC009", licensing.record, staff=await stage.staff("JC031"), **told)


async def _open(stage: Stage, by: str, whose: str) -> int:
    done = await stage.does(by, recording.open_file, await stage.staff(whose))
    return done.card.line.file if done.card.line else 0


async def _train(stage: Stage, by: str, file: int, levels: int) -> None:
    """Record some levels, the days before the exam."""
    for level in range(levels):
        day = stage.now.date() - SAT - timedelta(3 - level)
        told: dict[str, Any] = {"file": file, "level": level, "day": day}
        await stage.does(by, recording.record_level, **told, trainer=TRAINERS[level])


ACTS = (half_trained, contract_due, runs_out)
