"""What the back office writes to many, in trouble: all get it once, its author is told the truth.

Broken as the same tests of other notices are: in `Postman._say` and `_failed`, `bot/gate.py`,
`ENDING`, `flock`; besides by an author's card that is not redrawn (`live.touch`), or one that
takes everybody whom nothing reaches for somebody who stopped the bot (`counting.py`).
"""

import time
from datetime import timedelta
from pathlib import Path
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.postman import MOST_AT_ONCE
from bot.stand_in import Telegram, lost_answer, timed_out
from services.store.broadcasts import BroadcastReader
from services.store.work import Job
from tests.broadcasts.desk import MARKETER
from tests.chaos import STOPPED, ended, measured, sizes
from tests.chaos.broadcast import READERS, write
from tests.chaos.crowd import Somebody
from tests.chaos.scenes import Scene, fine
from tests.chaos.test_limits import LONG as LETTERS
from tests.chaos.test_limits import PATIENCE, ROUND_TRIP, TOLD, gathered, limited, naming
from tests.chaos.test_notices_survive import slowly
from tests.chaos.test_replicas import begins, is_sqlite, named, outlived, poller
from tests.chaos.trial import LONG, Trial

EACH = 10
WORDS = "周五下午盘点，请带齐登记表。"


def everybody(people: list[Somebody]) -> dict[int, int]:
    """Return who should get it, each once."""
    return dict.fromkeys(READERS | {one.account for one in people}, 1)


@sizes(5, 200)
def test_kills_during_a_notice(size: int, trial: Trial) -> None:
    """T-R1: 200 SIGKILLs during a notice to 2,000, the first while it is written down."""
    random = Random(size)  # noqa: S311 - no secret
    people = trial.crowd(size * EACH)
    trial.telegram.does(slowly)
    trial.bot.starts()
    one = write(trial, WORDS)
    trial.waits(lambda: trial.store.call(_is_begun))
    trial.dies()
    for number in range(size - 1):
        enough = number * EACH + random.randint(1, EACH)
        trial.waits(lambda enough=enough: len(one.came) >= enough)
        trial.dies()
    trial.over(LONG)
    came, wanted = one.came, everybody(people)
    twice = came.total() - len(came)
    measured(f"T-R1: {size} kills, {len(came)} readers, twice {twice} of {trial.bound} allowed")
    assert came.keys() == wanted.keys()
    assert twice <= trial.bound
    one.told()


def _is_begun(session: Session) -> bool:
    return bool(session.scalar(select(func.max(Job.tries))))


@sizes(3, 50)
def test_ends_while_notices_flow(size: int, trial: Trial) -> None:
    """T-R4: 50 SIGTERMs, each while a notice of its own is written down or goes out."""
    random = Random(size)  # noqa: S311 - no secret
    people, written, took = trial.crowd(12), [], []
    for number in range(size):
        before = trial.telegram.does(_asked)
        trial.bot.starts()
        trial.telegram.waits(lambda there, before=before: _asked(there) > before)
        written.append(write(trial, f"{WORDS}（第 {number} 次）"))
        enough = random.randint(0, len(people))
        trial.waits(lambda enough=enough: written[-1].came.total() >= enough)
        begun = time.monotonic()
        assert trial.bot.stops() == 0
        took.append(time.monotonic() - begun)
    trial.bot.starts()
    trial.over(LONG)
    measured(f"T-R4: {size} SIGTERMs, {size} notices, the slowest end {max(took):.1f} s")
    assert max(took) <= STOPPED
    assert [one.came for one in written] == [everybody(people)] * size
    written[-1].told()


def _asked(there: Telegram) -> int:
    """Count how often updates were asked for: before it does that, a signal just ends it."""
    return there.ledger.calls["getUpdates"]


@sizes(60, 2000)
def test_a_storm_of_429(scene: Scene, size: int) -> None:
    """T-R7."""
    people, random, storms = scene.crowd(size), Random(7), 1 + size // 100  # noqa: S311 - a test
    scene.telegram.does(limited)
    scene.bot.starts()
    one = write(scene, WORDS)
    for number in range(storms):
        scene.sent((number + 1) * size // (storms + 1), PATIENCE)
        seconds = 2 + random.random() * 3 * (storms > 1)
        scene.telegram.does(lambda there, seconds=seconds: there.flood.storm(seconds))
    scene.over(PATIENCE)
    ledger = scene.ledger
    most, inside = ledger.most_in_a_second(), ledger.inside_halts(ROUND_TRIP)
    measured(f"T-R7: {storms} storms, refused {len(ledger.halted)}, at most {most} a second")
    assert one.came == everybody(people)
    assert inside == 0
    assert most <= 30
    one.told()
    fine(scene.bot)


@sizes(60, 2000)
def test_an_answer_that_is_lost_costs_at_most_a_second_message(scene: Scene, size: int) -> None:
    """T-R8."""
    people, cut = scene.crowd(size), lost_answer()
    scene.bot.settings["MESSAGES_PER_SECOND"] = "0"
    end = scene.telegram.does(lambda there: there.faults.always("sendMessage", cut, share=0.05))
    scene.bot.starts()
    one = write(scene, WORDS)
    scene.over(PATIENCE)
    scene.telegram.does(lambda _: end())
    came, counted = one.came, scene.metric("bot_repeated_total")
    twice = came.total() - len(came)
    measured(f"T-R8: {len(came)} readers, cut {cut.struck}, twice {twice}, counted {counted:.0f}")
    assert cut.struck > 0
    assert came.keys() == everybody(people).keys()
    assert twice <= cut.struck == counted
    one.told()
    fine(scene.bot)


@sizes(40, 2000)
def test_who_blocked_the_bot_is_tried_once_and_reported(scene: Scene, size: int) -> None:
    """T-R9."""
    people = scene.crowd(size)
    gone = {one.account for one in people[::10]}

    def leave(there: Telegram) -> None:
        for account in gone:
            there.chats[account].blocked = True

    scene.telegram.does(leave)
    scene.bot.starts()
    one = write(scene, WORDS)
    scene.over(PATIENCE)
    wanted = everybody([each for each in people if each.account not in gone])
    tried = scene.ledger.calls["sendMessage"]
    measured(f"T-R9: {len(gone)} of {size} blocked, {tried} tries")
    assert one.came == wanted
    assert tried == len(wanted) + len(gone) + 1  # the back office is told once
    one.told(len(gone))
    again = write(scene, f"{WORDS}（再发）")
    scene.over(PATIENCE)
    assert again.came == wanted
    again.told(len(gone))
    assert scene.ledger.calls["sendMessage"] == tried + len(wanted)
    fine(scene.bot)


@sizes(1, 20)
def test_a_group_moves_while_a_notice_goes_out(scene: Scene, size: int) -> None:
    """T-R10: told of it only by a refusal, the group hears all once, and so does everybody."""
    people = scene.crowd(70)
    scene.bot.starts()
    for number in range(size):
        deaf = scene.telegram.does(lambda there: there.faults.always("getUpdates", timed_out()))
        one = write(scene, f"{WORDS}（第 {number} 次）")
        scene.waits(lambda one=one: one.came)
        old, new = _moved(scene, number)
        scene.telegram.does(lambda _, deaf=deaf: deaf())
        scene.over(PATIENCE)
        told = [each for each in scene.ledger.sent if each.chat_id in {old, new}]
        short = sorted(each.text for each in told if "xx" not in each.text)
        assert short == [TOLD.format(f"{number}/{at}") for at in range(10)]
        assert sum(each.text.count("x") for each in told) == LETTERS
        assert scene.store.call(naming, old) == []
        assert one.came == everybody(people)
        one.told()
    fine(scene.bot)


def _moved(scene: Scene, number: int) -> tuple[int, int]:
    """Have a group that was told a little become a supergroup, and wait until that is told."""
    group = gathered(scene, number, timedelta(hours=1))
    scene.telegram.waits(lambda there: told_in(there, group.id))
    new = scene.telegram.does(lambda there: there.upgrade(group, there.users[MARKETER]))
    scene.telegram.waits(lambda there: told_in(there, new.id), PATIENCE)
    return group.id, new.id


def told_in(there: Telegram, chat_id: int) -> bool:
    return any(one.chat_id == chat_id for one in there.ledger.sent)


@sizes(20, 200)
def test_two_processes_send_it_once_and_one_outlives_the_other(
    scene: Scene, tmp_path: Path, size: int
) -> None:
    """T-R11."""
    people, random, kills = scene.crowd(size), Random(11), size // 20  # noqa: S311 - a test
    two = (named(scene, scene.bot.folder, "one"), named(scene, tmp_path / "second", "two"))
    written, twice = [], 0
    with ended(two[0]), ended(two[1]):
        for bot in two:
            begins(scene, bot)
        for number in range(kills):
            one = write(scene, f"{WORDS}（第 {number} 次）")
            scene.sent(len(scene.ledger.sent) + random.randrange(size), PATIENCE)
            dead, other = poller(scene, *two)
            over = outlived(scene, dead)
            assert over < 30
            scene.over(PATIENCE)
            assert one.came.keys() == everybody(people).keys()
            twice += one.came.total() - len(one.came)
            written.append(one)
            begins(scene, dead)
            two = (other, dead) if is_sqlite(scene) else two
        written[-1].told()
        for bot in two:
            fine(bot)
    measured(f"T-R11: {kills} kills, {size} readers each, twice {twice}")
    assert twice <= kills * MOST_AT_ONCE
    assert scene.store.call(_readers) == len(written) * (len(people) + len(READERS) + 1)


def _readers(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(BroadcastReader)) or 0
