"""What Telegram bears and refuses: halts, the pace, people who left, groups that move."""

from datetime import datetime, timedelta
from random import Random
from statistics import quantiles

from sqlalchemy import LargeBinary, String, cast, func, select
from sqlalchemy.orm import Session

from bot.stand_in import Chat, Telegram
from bot.stand_in.ledger import Ledger
from services import delivery, groups, notices
from services.store import Store, changes
from services.store.people import Account
from services.store.schema import METADATA
from services.store.traffic import Group, Notice
from tests.chaos import clock, sizes
from tests.chaos.scenes import Scene, fine, measured, queued

OFFICE, ZHANG_WEI = 6, 31
WORLD = (1, 6, 12, 15, 19, 31)
PATIENCE = 300.0
CALM = 0.001
"""Seconds without a processor, for each message, on a machine that has time for us."""
LONG = 9000
KIND = "set_aside"
TOLD = "一条消息试了三次都没办成，已搁置。日志里的编号：{}"
ROUND_TRIP = 0.5
"""Seconds in which what was on its way when a halt was told may still arrive."""


def limited(there: Telegram) -> None:
    there.flood.on = True


@sizes(60, 2000)
def test_a_storm_of_429(scene: Scene, size: int) -> None:
    """T-R7. Broken by `self.gate.pace.halt(…)` in `bot/gate.py`, removed."""
    people, random, storms = scene.crowd(size), Random(7), 1 + size // 100  # noqa: S311 - a test
    scene.telegram.does(limited)
    scene.bot.starts()
    wanted = scene.tell(people, "storm")
    for number in range(storms):
        scene.sent((number + 1) * size // (storms + 1), PATIENCE)
        seconds = 2 + random.random() * 3 * (storms > 1)
        scene.telegram.does(lambda there, seconds=seconds: there.flood.storm(seconds))
        scene.say(WORLD[number % len(WORLD)], "/language")
    scene.over(PATIENCE)
    ledger = scene.ledger
    answered = [one for one in ledger.sent if one.chat_id in WORLD]
    most, inside = ledger.most_in_a_second(), ledger.inside_halts(ROUND_TRIP)
    measured(
        "T-R7",
        notices=size,
        storms=storms,
        refused=len(ledger.halted),
        inside_halts=inside,
        most_in_a_second=most,
    )
    assert (ledger.lost(wanted), ledger.duplicates(wanted), inside) == (0, 0, 0)
    assert len(answered) == storms
    assert most <= 30
    fine(scene.bot)


@sizes(120, 2000)
def test_a_notice_to_many_goes_out_at_full_speed_while_people_press(
    scene: Scene, size: int
) -> None:
    """Rate. Broken by a smaller `SPARE` in `bot/pace.py` (429) or a larger one (too slow).

    A machine that has no time for the bot says nothing about its speed.
    """
    people = scene.crowd(size)
    scene.telegram.does(limited)
    scene.bot.starts()
    for account in WORLD:
        scene.say(account, "/menu")
    scene.sent(len(WORLD))
    wanted, pressed = scene.tell(people, "rate"), []
    before = queued(scene.bot)
    for number in range(size // 15):
        scene.sent(len(WORLD) + 15 * number + 1, PATIENCE)
        pressed.append(scene.telegram.does(lambda there, number=number: _press(there, number)))
    scene.over(PATIENCE)
    fast, refused = _speed(scene.ledger, wanted), len(scene.ledger.halted)
    waits = [_answered(scene.ledger, *one) for one in pressed]
    p50, p99 = quantiles(waits)[1], quantiles(waits, n=100)[-1]
    most, waited = scene.ledger.most_in_a_second(), queued(scene.bot) - before
    measured("Rate", per_second=fast, most_in_a_second=most, refused=refused)
    measured("Presses", number=len(waits), p50=p50, p99=p99, without_a_processor=waited)
    assert (scene.ledger.lost(wanted), scene.ledger.duplicates(wanted)) == (0, 0)
    assert most <= 30
    if waited < CALM * size:
        assert (refused, fast >= 28.5, p99 < 1) == (0, True, True)
    fine(scene.bot)


def _press(there: Telegram, number: int) -> tuple[int, float]:
    """Press a button of somebody's menu; return whose and when."""
    account = WORLD[number % len(WORLD)]
    card = max(one.id for one in there.chats[account].shown() if one.sender is there.bot)
    data = ("today", "home")[number // len(WORLD) % 2]
    there.press(there.users[account], there.chats[account].messages[card], data)
    return account, there.flood.clock()


def _answered(ledger: Ledger, account: int, at: float) -> float:
    return next(one.at for one in ledger.sent if one.chat_id == account and one.at > at) - at


def _speed(ledger: Ledger, wanted: list[tuple[int, str]]) -> float:
    """Return how many messages a second there were from the first of the notices to the last."""
    notices_ = [one.at for one in ledger.sent if (one.chat_id, one.text) in set(wanted)]
    first, last = min(notices_), max(notices_)
    return (sum(first <= one.at <= last for one in ledger.sent) - 1) / (last - first)


@sizes(40, 2000)
def test_who_blocked_the_bot_is_tried_once_and_reported(scene: Scene, size: int) -> None:
    """T-R9. Broken by `Fate.UNREACHABLE` taken for `LATER`, or `due` that sees no block."""
    people = scene.crowd(size)
    gone = people[::10]

    def leave(there: Telegram) -> None:
        for one in gone:
            there.chats[one.account].blocked = True

    scene.telegram.does(leave)
    scene.bot.starts()
    wanted = [
        one for one in scene.tell(people, "first") if one[0] not in {p.account for p in gone}
    ]
    scene.over(PATIENCE)
    tried = scene.ledger.calls["sendMessage"]
    measured("T-R9", notices=size, blocked=len(gone), tries=tried)
    assert (scene.ledger.lost(wanted), scene.ledger.duplicates(wanted)) == (0, 0)
    assert tried == size + 1  # the back office is told once
    assert [one.chat_id for one in scene.ledger.sent if "/unreached" in one.text] == [OFFICE]
    assert scene.store.call(_given_up) == (len(gone), {one.account for one in gone})
    scene.say(OFFICE, "/unreached")
    scene.sent(len(wanted) + 2)
    told = " ".join(one.text for one in scene.ledger.sent if one.chat_id == OFFICE)
    assert [one for one in gone if f"KP{one.account}" not in told] == []
    tried = scene.ledger.calls["sendMessage"]
    scene.tell(gone, "second")
    scene.over()
    assert scene.ledger.calls["sendMessage"] == tried
    fine(scene.bot)


def _given_up(session: Session) -> tuple[int, set[int]]:
    notices_ = select(func.count()).select_from(Notice).where(Notice.state == "unreachable")
    away = select(Account.telegram_id).where(Account.unreachable_since.is_not(None))
    return session.scalar(notices_) or 0, set(session.scalars(away))


@sizes(1, 20)
def test_a_group_moves_while_it_is_told_something(scene: Scene, size: int) -> None:
    """T-R10. Broken by `Fate.MOVED` without `delivery.moved`, or a move that leaves the keys."""
    scene.telegram.does(lambda there: setattr(there.faults, "round_trip", 0.05))
    scene.bot.starts()
    for number in range(size):
        old, new = _moves(scene, number)
        told = [one for one in scene.ledger.sent if one.chat_id in {old, new}]
        short = sorted(one.text for one in told if "xx" not in one.text)
        assert short == [TOLD.format(f"{number}/{at}") for at in range(10)]
        assert sum(one.text.count("x") for one in told) == LONG
        measured("T-R10", to_the_old=sum(one.chat_id == old for one in told), in_all=len(told))
        assert {one.chat_id for one in told} == {old, new}
        assert scene.store.call(naming, old) == []
        scene.store.call(_tell_group, new, number, clock())  # told already
        scene.over()
        assert len([one for one in scene.ledger.sent if one.chat_id == new]) < len(told)
    fine(scene.bot)


def _moves(scene: Scene, number: int) -> tuple[int, int]:
    """Tell a group ten short things and a long one; it becomes a supergroup meanwhile."""
    before = len(scene.ledger.sent)
    group = gathered(scene, number)
    scene.sent(before + 3 + number % 10)
    new = scene.telegram.does(lambda there: there.upgrade(group, there.users[ZHANG_WEI]))
    scene.over()
    return group.id, new.id


def gathered(scene: Scene, number: int, since: timedelta = timedelta(0)) -> Chat:
    """Return a group that is told ten short things and a long one, due since so long."""

    def gather(there: Telegram) -> Chat:
        return there.group("早会", there.users[ZHANG_WEI], basic=True)

    group = scene.telegram.does(gather)
    scene.store.call(groups.join, group.id, "早会", clock())
    scene.store.call(_tell_group, group.id, number, clock() - since)
    return group


@changes
def _tell_group(session: Session, chat_id: int, number: int, now: datetime) -> None:
    """Tell the group all of it; what it was told before is not written again."""
    for at in range(10):
        about = f"{number}/{at}"
        notices.tell_chat(session, now, KIND, about, chat_id, code=about)
    notices.tell_chat(session, now, KIND, f"{number}/x", chat_id, code="x" * LONG)


def naming(session: Session, chat_id: int) -> list[str]:
    """Return the columns, as table.column, in which the group's number still stands."""
    found = []
    for table in METADATA.sorted_tables:
        for column in table.columns:
            sealed = isinstance(column.type, LargeBinary)
            holds = cast(column, String).contains(str(chat_id))
            if not sealed and session.execute(select(column).where(holds)).first():
                found.append(f"{table.name}.{column.name}")
    return found


def test_a_group_that_the_bot_is_in_already_takes_in_what_it_was(peopled_store: Store) -> None:
    """Broken by `delivery.moved` without its look at what has the new number."""
    old, new = -4000000001, -1000000000002
    for chat_id in (old, new):
        peopled_store.call(groups.join, chat_id, "早会", clock())
        peopled_store.call(_tell_group, chat_id, 0, clock())
    peopled_store.call(delivery.moved, old, new)
    assert peopled_store.call(naming, old) == []
    assert peopled_store.call(_count) == (1, 11)


def _count(session: Session) -> tuple[int, int]:
    counts = [
        session.scalar(select(func.count()).select_from(one)) or 0 for one in (Group, Notice)
    ]
    return counts[0], counts[1]
