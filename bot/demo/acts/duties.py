"""What managers file: a week's progress, a meeting that was not held; a plan is still owed."""

from bot.demo.acts.stage import Stage
from services.duties import filing, reading
from services.duties.filing import NOT_HELD
from services.duties.kinds import MEETING, PROGRESS

DONE = "走访 6 家支行，促销 3 场，新增有效户 21 户，完成周计划九成。"
PROBLEMS = "西门小区物业不让摆展台，想请营业部出面协调。"
FOLLOWING = "周一复盘，周三培训讲转介，周末两场户外促销。"


async def progress(stage: Stage) -> None:
    """File a director's progress of the last week that was asked for."""
    for one in (await stage.does("JC012", reading.home)).mine:
        if one.kind.code == PROGRESS:
            period = one.period.toordinal()
            texts = {"done": DONE, "problems": PROBLEMS, "following": FOLLOWING}
            await stage.does("JC012", filing.progress, period=period, **texts)


async def meeting(stage: Stage) -> None:
    """Say of a district's meeting that it was not held, and why."""
    for one in (await stage.does("JC015", reading.home)).mine:
        if one.kind.code == MEETING:
            await stage.does(
                "JC015",
                filing.meeting,
                period=one.period.toordinal(),
                held=NOT_HELD,
                day=None,
                missing=None,
                reason="三个网点同一天办促销",
            )


ACTS = (progress, meeting)
