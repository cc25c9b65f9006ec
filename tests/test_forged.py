"""T-X2: presses of buttons that nobody was given have no effect, whoever makes them up.

Broken by a handler that trusts a button: a changing service without its look at who asks.
"""

import string
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import fields
from random import Random
from typing import Any, get_type_hints

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.stand_in import Person, Telegram
from bot.stand_in.person import Receive
from handlers.buttons import Button
from services import organisation
from services.month import Month
from services.store import Store
from services.store.schema import METADATA
from tests.branch import NOW, TODAY
from tests.chaos import measured, sizes
from tests.rights import complete
from tests.stage import answering
from tests.test_access_in_chat import kinds, someone

NOTED = {"inbox", "talkers", "leases", "occurrences", "drafts", "audit", "sights"}
"""Tables that say that somebody pressed, looked or began to type: no effect on anything."""
BATCH = 12  # the latest of the demo's
LOW = range(1, 16)
"""Numbers that batches and versions really have."""
OWN = {"lang", "nm", "qw"}
"""One's own language, that an account is not one's own, to begin one's own report."""
FORGERS = ("JC900", "JC061", "JC031", "JC019", "JC003", "JC007")
"""An unknown account, someone who left, a marketer, a station manager, finance, a teller."""
LETTERS = string.ascii_letters + string.digits + ":;,-_/?=&% 王😀"


def content(session: Session) -> dict[str, list[str]]:
    """Return every row that a press might change."""
    tables = [one for name, one in METADATA.tables.items() if name not in NOTED]
    return {one.name: sorted(map(repr, session.execute(select(one)))) for one in tables}


def value(random: Random, kind: Any, numbers: list[int]) -> Any:
    """Return something that a button's field might hold."""
    made: dict[Any, Callable[[], Any]] = {
        int: lambda: random.choice([random.choice(numbers), *LOW, random.randint(-1, 40)]),
        bool: lambda: random.random() < 0.8,
        Month: lambda: Month(2026, random.randint(5, 12)),
        str: lambda: "".join(random.choices(LETTERS, k=random.randint(0, 8))),
    }
    return made[kind]()


def forged(random: Random, numbers: list[int]) -> str:
    """Return the data of a button with made-up fields, now and then of none at all."""
    if random.random() < 0.1:
        return "".join(random.choices(LETTERS, k=random.randint(1, 12)))
    kind: type[Button] = random.choice([one for one in kinds() if one.tag not in OWN])
    made = {one.name: value(random, one.type, numbers) for one in fields(kind)}
    data = ":".join([kind.tag, *map(str, made.values())])
    with suppress(ValueError):  # the kit packs no such value: then it is as others would write it
        data = kind(**made).packed()
    return data.encode()[:64].decode(errors="ignore")


def likely(kind: type[Button], numbers: list[int]) -> str:
    """Return the data of a button as it might really stand on somebody's card."""
    named = {"number": BATCH, "batch": BATCH, "sure": True, "page": 1, "version": 1}
    by_type: dict[Any, Any] = {int: numbers[0], bool: True, Month: Month(2026, 10), str: "0"}
    types = get_type_hints(kind)
    made = {one.name: named.get(one.name, by_type[types[one.name]]) for one in fields(kind)}
    return kind(**made).packed()


@pytest.fixture
def furnished(filled_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the demo's branch, with somebody who left."""
    complete(filled_store, tmp_path_factory.mktemp("left"))
    return filled_store


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(lambda: NOW)


@pytest.fixture
async def receive(furnished: Store, telegram: Telegram) -> AsyncIterator[Receive]:
    """Return what hands updates to the bot."""
    async with answering(furnished, telegram, NOW, alone=True) as receive:
        yield receive


@sizes(300, 10_000)
async def test_forged_presses_change_nothing(
    size: int, furnished: Store, telegram: Telegram, receive: Receive
) -> None:
    random = Random(size)  # noqa: S311 - no secret
    found = furnished.call(organisation.on, TODAY).people.values()
    numbers = [one.staff_id for one in found]
    cards = {}
    for number in FORGERS:
        person: Person = someone(telegram, receive, number)
        cards[person] = next(
            one.message for one in await person.types("/menu") if one.kind == "sent"
        )
    before = furnished.call(content)
    every = [likely(kind, numbers) for kind in kinds() if kind.tag not in OWN]
    sweep = [(person, data) for person in [*cards][2:5] for data in every]
    chance = ((random.choice([*cards]), forged(random, numbers)) for _ in range(size - len(sweep)))
    for person, data in (*sweep, *chance):
        card = cards[person]
        assert card
        await person.presses_again(card, data)
    assert furnished.call(content) == before
    measured(f"T-X2: {size} forged presses by {len(FORGERS)}, 0 effects")
