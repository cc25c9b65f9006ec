"""An import in the chat, killed anywhere: taken up by the next, once, nothing left behind."""

from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any

import pytest

from handlers.work import Work
from services import files, jobs
from services.facts import save
from services.imports import steps
from services.store import CHANGING, changes
from tests.imports.desk import ROWS, Desk, Killed

Point = tuple[Any, str]
CHECKING: list[Point] = [
    (steps, "sweep"),
    (steps, "keep"),
    (steps, "check"),
    (files, "copy"),
    (steps, "checked"),
    (Work, "show"),
    (jobs, "settle"),
]
SAVING: list[Point] = [
    (steps, "keep_rows"),
    (save, "prepare"),
    (steps, "begin"),
    (save, "stage_all"),
    (steps, "publish"),
    (save, "publish"),
    (Work, "show"),
    (jobs, "settle"),
]


def dies(patch: pytest.MonkeyPatch, point: Point, *, after: bool) -> None:
    """End the process before the step, or after it (of a service: before it is committed)."""
    where, name = point
    real: Callable[..., Any] = getattr(where, name)

    def step(*args: Any, **kwargs: Any) -> Any:
        if after:
            real(*args, **kwargs)
        raise Killed

    async def async_step(*args: Any, **kwargs: Any) -> Any:
        if after:
            await real(*args, **kwargs)
        raise Killed

    if real in CHANGING:
        changes(step)
    patch.setattr(where, name, async_step if iscoroutinefunction(real) else step)


async def killed(desk: Desk, point: Point, *, after: bool) -> None:
    """Let the worker begin and die at the point."""
    with pytest.MonkeyPatch.context() as patch:
        dies(patch, point, after=after)
        with pytest.raises(Killed):
            await desk.works("a")
    desk.dead.add("a")


def saved_once(desk: Desk) -> None:
    """Check that there is one batch with all rows once, and no file left."""
    assert [state for _, state in desk.batches()].count("visible") == 1
    assert {state for _, state in desk.batches()} <= {"visible", "dropped"}
    assert (desk.rows, desk.kept) == (ROWS, (0, 0))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("point", CHECKING, ids=lambda point: point[1])
async def test_killed_while_it_is_checked(desk: Desk, point: Point, after: bool) -> None:  # noqa: FBT001 - pytest's way
    assert await desk.sends() == ""
    await killed(desk, point, after=after)
    assert "新增 3 行" in await desk.works("b")
    assert desk.kept == (1, 1)
    await desk.presses("保存")
    assert "已保存，批次 2。" in await desk.works("b")
    saved_once(desk)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("point", SAVING, ids=lambda point: point[1])
async def test_killed_while_it_is_saved(desk: Desk, point: Point, after: bool) -> None:  # noqa: FBT001 - the same
    await desk.sends()
    await desk.works("a")
    await desk.presses("保存")
    await killed(desk, point, after=after)
    await desk.works("b")
    (card,) = desk.cards
    assert card.startswith("已保存，批次 ")
    saved_once(desk)
    assert await desk.works("c") == ""


async def test_whoever_was_taken_for_dead_publishes_nothing(desk: Desk) -> None:
    await desk.sends()
    await desk.works("a")
    await desk.presses("保存")
    real = save.stage_all

    def overtaken(*args: Any) -> None:
        real(*args)
        desk.dead.add("a")
        lost = desk.store.call(jobs.claim, ["import.save"], "b", {"c"})
        assert lost

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(save, "stage_all", overtaken)
        assert await desk.works("a") == ""
    assert [state for _, state in desk.batches()] == ["staged"]
    desk.dead.add("b")
    assert "已保存，批次 3。" in await desk.works("c")
    saved_once(desk)
