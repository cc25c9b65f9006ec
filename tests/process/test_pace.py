"""How fast messages may go, in virtual time.

Broken by a window, a rank, a budget or a halt that is left out.
"""

import asyncio
from contextlib import suppress

from bot.pace import Pace, Rank
from tests.virtual_time import at_once, passed

GROUP, PERSON = -5, 7


def asked(pace: Pace, wanted: list[tuple[int, Rank]], seconds: float) -> list[tuple[float, int]]:
    """Ask for a turn for each at once; return when each got its turn within the seconds."""
    got: list[tuple[float, int]] = []

    async def one(number: int, chat: int, rank: Rank) -> None:
        await pace.turn(chat, rank)
        got.append((passed(), number))

    async def all_() -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as group:
                for number, (chat, rank) in enumerate(wanted):
                    group.create_task(one(number, chat, rank))

    at_once(all_())
    return got


def halted(chat: int, seconds: float, wanted: list[tuple[int, Rank]]) -> list[tuple[float, int]]:
    """Ask after Telegram had too many of the chat's messages."""
    pace = Pace(30)
    got: list[tuple[float, int]] = []

    async def one(number: int, to: int, rank: Rank) -> None:
        await pace.turn(to, rank)
        got.append((passed(), number))

    async def all_() -> None:
        pace.halt(chat, seconds)
        async with asyncio.TaskGroup() as group:
            for number, (to, rank) in enumerate(wanted):
                group.create_task(one(number, to, rank))

    at_once(all_())
    return got


def most_in_a_second(got: list[tuple[float, int]]) -> int:
    moments = [at for at, _ in got]
    return max(sum(at <= one < at + 1.0 for one in moments) for at in moments)


def test_never_more_than_thirty_in_a_second() -> None:
    got = asked(Pace(30), [(one, Rank.ANSWER) for one in range(90)], 4)
    assert len(got) == 90
    assert most_in_a_second(got) == 30


def test_notices_are_spread_and_reach_twenty_eight_and_a_half() -> None:
    got = asked(Pace(30), [(one, Rank.NOTICE) for one in range(400)], 10)
    assert len(got) >= 285
    assert most_in_a_second(got) <= 30


def test_an_answer_passes_all_notices() -> None:
    notices = [(one, Rank.NOTICE) for one in range(20)]
    got = asked(Pace(30), [*notices, (99, Rank.EDIT), (98, Rank.ANSWER)], 5)
    assert {number: at for at, number in got}[20] == 0
    assert {number: at for at, number in got}[21] == 0


def test_where_places_are_rare_answers_go_before_edits_before_notices() -> None:
    wanted = [(one, rank) for one, rank in enumerate([Rank.NOTICE, Rank.EDIT, Rank.ANSWER] * 2)]
    got = halted(PERSON, 1, wanted)
    assert [number for _, number in got] == [2, 5, 1, 4, 0, 3]


def test_a_private_chat_bears_five_at_once_then_one_a_second() -> None:
    got = asked(Pace(30), [(PERSON, Rank.ANSWER)] * 11, 20)
    assert [at for at, _ in got] == [0] * 5 + [5] * 5 + [10]


def test_a_group_bears_twenty_a_minute() -> None:
    assert len(asked(Pace(30), [(GROUP, Rank.ANSWER)] * 25, 59)) == 20


def test_a_group_that_had_too_many_halts_only_itself() -> None:
    assert halted(GROUP, 3, [(GROUP, Rank.ANSWER), (PERSON, Rank.ANSWER)]) == [(0, 1), (3, 0)]


def test_too_many_in_all_halts_everybody() -> None:
    got = halted(PERSON, 3, [(GROUP, Rank.ANSWER), (8, Rank.ANSWER)])
    assert {at for at, _ in got} == {3}


def test_without_a_limit_nothing_waits() -> None:
    got = asked(Pace(0), [(PERSON, Rank.NOTICE)] * 500, 1)
    assert {at for at, _ in got} == {0}


def test_whoever_gives_up_takes_no_turn() -> None:
    pace = Pace(1)

    async def give_up() -> float:
        await pace.turn(1, Rank.ANSWER)
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await pace.turn(2, Rank.ANSWER)
        await pace.turn(3, Rank.ANSWER)
        return passed()

    assert at_once(give_up()) == 1


def test_what_was_held_up_on_its_way_counts_when_it_came_in() -> None:
    """29 come in late, all at once: the next 30 wait until a second after that."""
    pace = Pace(30)
    came: list[float] = []

    async def one(takes: float) -> None:
        at = await pace.turn(next(chats), Rank.ANSWER)
        await asyncio.sleep(takes)
        came.append(passed())
        pace.answered(at)

    async def all_() -> None:
        await one(0.0)  # the fastest
        async with asyncio.TaskGroup() as group:
            for _ in range(29):
                group.create_task(one(0.6))
        async with asyncio.TaskGroup() as group:
            for _ in range(30):
                group.create_task(one(0.0))

    chats = iter(range(1, 100))
    at_once(all_())
    assert len(came) == 60
    assert most_in_a_second([(at, 0) for at in came]) == 30
