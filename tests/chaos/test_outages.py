"""The way to Telegram or to the database breaks: answers lost, silence, outages, restarts."""

import time
from collections import Counter
from random import Random

import pytest

from bot.stand_in import Telegram, lost_answer, timed_out, wedged
from tests.chaos import sizes
from tests.chaos.crowd import Somebody
from tests.chaos.scenes import LANGUAGES, Scene, fine, measured
from tests.postgres import Server

ZHANG_WEI = 31
PATIENCE = 300.0
SEEN = 120.0
ASKED = "用哪种语言？ Which language?"
REISSUED = ("刚才那一步已经办好", "Your last step is done")


@sizes(60, 2000)
def test_an_answer_that_is_lost_costs_at_most_a_second_message(scene: Scene, size: int) -> None:
    """T-R8. Broken by `Fate.UNKNOWN` taken for `REFUSED`: what might have arrived is given up."""
    people, cut = scene.crowd(size), lost_answer()
    scene.bot.settings["MESSAGES_PER_SECOND"] = "0"
    scene.telegram.does(lambda there: there.faults.always("sendMessage", cut, share=0.05))
    scene.bot.starts()
    wanted = scene.tell(people, "cut")
    for one in people:
        scene.say(one.account, "/language")
    scene.over(PATIENCE)
    wanted += [(one.account, ASKED) for one in people]
    lost, twice = scene.ledger.lost(wanted), scene.ledger.duplicates(wanted)
    counted = scene.metric("bot_repeated_total")
    measured("T-R8", messages=len(wanted), cut=cut.struck, lost=lost, twice=twice, counted=counted)
    assert cut.struck > 0
    assert lost == 0
    assert twice <= cut.struck == counted
    fine(scene.bot)


@sizes(10, 200)
def test_resets_silence_slow_lines_and_outages_lose_nothing(scene: Scene, size: int) -> None:
    """T-R12. Broken by `PostponedError` settled as answered, or an offset beyond what was kept."""
    people, random = scene.crowd(size), Random(12)  # noqa: S311 - a test
    scene.bot.starts()
    scene.telegram.does(_troubled)
    wanted = scene.tell(people, "trouble")
    for number in range(3):
        for one in people:
            scene.press(one.account, LANGUAGES[number % 2])
        scene.sent(random.randrange(1 + number * size, (number + 1) * size + 1), PATIENCE)
        scene.telegram.closes()  # in the middle of what is being sent
        scene.telegram.opens()
    scene.over(PATIENCE)
    ledger, unanswered = scene.ledger, Counter(one.account for one in scene.unanswered())
    reissued, doubtful = _reissued(scene), scene.metric("bot_repeated_total")
    measured(
        "T-R12",
        presses=len(scene.pressed),
        effects=len(scene.effects()),
        without_their_card=unanswered.total(),
        issued_again=reissued.total(),
        notices_twice=ledger.duplicates(wanted),
        doubtful=doubtful,
    )
    assert ledger.lost(wanted) == 0
    assert scene.misplaced() == []
    assert not unanswered - reissued
    assert reissued.total() <= unanswered.total() + doubtful
    assert ledger.duplicates(wanted) <= doubtful
    fine(scene.bot)


def _troubled(there: Telegram) -> None:
    there.faults.round_trip = there.faults.drip = 0.02
    there.faults.always("*", timed_out(), share=0.1)
    there.faults.always("editMessageText", lost_answer(), share=0.1, seed=2)
    there.faults.add("sendMessage", wedged())
    there.faults.add("editMessageText", wedged())


def _reissued(scene: Scene) -> Counter[int]:
    """Count the cards that were sent again, by account."""
    again = [one for one in scene.ledger.sent if one.text.startswith(REISSUED)]
    return Counter(one.chat_id for one in again)


@sizes(5, 50)
@pytest.mark.parametrize("killed", [True, False])
def test_a_card_that_could_not_be_sent_is_sent_once_later(
    scene: Scene, size: int, *, killed: bool
) -> None:
    """T-R12. Broken by `inbox.DONE` left out of `OPEN`, or done again instead of shown."""
    people, deaf = scene.crowd(size), timed_out()
    ends = [
        scene.telegram.does(lambda there, what=what: there.faults.always(what, deaf))
        for what in ("sendMessage", "editMessageText")
    ]
    scene.bot.starts()
    for one in people:
        scene.press(one.account, "en")
    scene.telegram.waits(lambda _: deaf.struck >= size * (1 if killed else 4), PATIENCE)
    if killed:
        scene.bot.dies()
        scene.bot.starts()
    for end in ends:
        scene.telegram.does(lambda _, end=end: end())
    scene.over(PATIENCE)
    reissued = _reissued(scene)
    measured("T-R12", cards=size, killed=killed, issued_again=reissued.total())
    assert reissued == Counter(one.account for one in people)
    assert scene.misplaced() == []
    assert scene.ledger.calls["getUpdates"]
    fine(scene.bot)


@pytest.mark.chaos
@pytest.mark.parametrize("for_good", [True, False])
def test_a_wedged_way_is_noticed(scene: Scene, *, for_good: bool) -> None:
    """T-R13, in real time (the short form: tests/process/test_polling.py).

    Broken by a larger WEDGED, or a question without a time-out.
    """
    scene.bot.starts()
    scene.say(ZHANG_WEI, "/language")
    scene.sent(1)
    silence = wedged()
    if for_good:
        scene.telegram.does(lambda there: there.faults.always("getUpdates", silence))
    else:
        scene.telegram.does(lambda there: there.faults.add("getUpdates", silence))
    scene.telegram.waits(lambda _: silence.struck, PATIENCE)
    begun = time.monotonic()
    scene.say(ZHANG_WEI, "/language")
    assert scene.bot.process
    if for_good:
        assert scene.bot.process.wait(SEEN) > 0
    else:
        scene.sent(2, SEEN)
        fine(scene.bot)
    measured("T-R13", for_good=for_good, seconds=time.monotonic() - begun)


@sizes(1, 10)
def test_a_database_that_is_restarted_loses_nothing(
    restartable: tuple[Scene, Server], size: int
) -> None:
    """T-R20. Broken by any `except DBAPIError` taken out of bot/."""
    (scene, server), random = restartable, Random(20)  # noqa: S311 - a test
    people, wanted, down = scene.crowd(50), [], 0.0
    scene.bot.starts()
    for number in range(size):
        wanted += scene.tell(people, f"restart{number}")
        seconds = random.uniform(5, 40) if size > 1 else 1
        _busy(scene, people, seconds)
        begun = time.monotonic()
        server.stop(("fast", "immediate")[number % 2])
        _busy(scene, people, 0)
        server.start()
        down = max(down, time.monotonic() - begun)
    _busy(scene, people, 0)
    scene.over(PATIENCE)
    lost, twice = scene.ledger.lost(wanted), scene.ledger.duplicates(wanted)
    measured(
        "T-R20",
        restarts=size,
        longest=down,
        presses=len(scene.pressed),
        effects=len(scene.effects()),
        notices=len(wanted),
        lost=lost,
        twice=twice,
        issued_again=_reissued(scene).total(),
    )
    assert scene.misplaced() == []
    assert (lost, twice) == (0, 0)
    assert not Counter(one.account for one in scene.unanswered()) - _reissued(scene)
    fine(scene.bot)


def _busy(scene: Scene, people: list[Somebody], seconds: float) -> None:
    """Have each press at least once, and go on for so long."""
    until = time.monotonic() + seconds
    for one in people:
        scene.press(one.account, LANGUAGES[len(scene.pressed) % 2])
    while time.monotonic() < until:
        before = len(scene.pressed)
        scene.press(people[before % len(people)].account, LANGUAGES[before % 2])
        scene.telegram.waits(lambda there: len(there.updates) < 5, PATIENCE)
