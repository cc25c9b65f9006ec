"""The bot dies at each point where something is half done: nothing is lost, nothing done twice.

Broken by an effect that is not marked in its transaction (`MARK_DONE` in `services/inbox.py`,
removed), by `DONE` left out of `OPEN`, or by a notice that is marked before it is sent.
"""

from datetime import timedelta

from tests import sabotage
from tests.chaos import clock, crowd, measured, sizes
from tests.chaos.trial import Trial, lines

OF_UPDATES = ("received", "kept", "claimed", "in the effect", "committed", "answered", "settling")
POINTS = ("tick", *OF_UPDATES, "sent")
REPORTING = (15, 19)
"""The accounts of the station and district managers, who are reminded of the team report."""


@sizes(1, 3)
def test_each_crash_point(size: int, trial: Trial) -> None:
    """T-R3: nine points, each three times."""
    *pressing, told = trial.crowd(len(OF_UPDATES) + 1)
    for round_ in range(size):
        trial.store.call(crowd.fall_due, "report", clock() - timedelta(minutes=1 + round_))
        trial.arms("tick")
        trial.dies()
        trial.over()
        for person, point in zip(pressing, OF_UPDATES, strict=True):
            trial.arms(point)
            trial.press(person.account, "en")
            trial.over()
        trial.arms("sent")
        trial.tell([told], round_)
        trial.over()
    assert lines(trial.bot.folder / sabotage.CRASHES) == list(POINTS) * size
    assert sorted(trial.effects) == sorted(trial.wanted)
    assert trial.store.call(crowd.updates) == {"answered": len(OF_UPDATES) * size}
    told_of = {("report", "sent"): len(REPORTING) * size, ("pay_day", "sent"): size}
    assert trial.store.call(crowd.notices_told) == told_of
    people = [*REPORTING, *(one.account for one in pressing), told.account]
    twice = {account: trial.answers[account] - size for account in people}
    measured(f"T-R3: {len(trial.deaths)} kills, {len(trial.effects)} effects, twice: {twice}")
    assert all(0 <= many <= size for many in twice.values())
