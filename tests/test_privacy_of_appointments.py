"""T-X7 and T-X8 for clients in chat: names and phones are in no log, group, file or backup.

Broken by a value in an error's message that is logged, by an answer in a group, by a column of
an appointment, a draft or a notice that is not sealed.
"""

import re
from collections.abc import AsyncIterator, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import build
from bot.settings import Settings
from bot.stand_in import Door, Event, Person, Telegram
from services.appointments import registering, view
from services.forgetting import acts, subjects
from services.store import Store, backup, changes
from services.store.clients import Appointment
from services.store.people import Account, Staff
from tests.branch import NOW
from tests.canaries import CLIENT, PHONE, TOKEN, database_files, found_in, logged, temporary_files
from tests.stage import receiving

ACCOUNT = 31_031
PLANTED = (CLIENT, PHONE)


@changes
def bind(session: Session) -> None:
    staff = session.scalars(select(Staff.id).where(Staff.number == "JC031")).one()
    for one in session.scalars(select(Account).where(Account.staff_id == staff)):
        session.delete(one)
    session.flush()
    session.add(Account(telegram_id=ACCOUNT, staff_id=staff, bound_at=NOW))


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    with logged(monkeypatch, request.param) as written:
        yield written


@pytest.fixture
async def alone(filled_store: Store) -> AsyncIterator[Person]:
    """Return a marketer in his private chat."""
    filled_store.call(bind)
    telegram = Telegram(lambda: NOW, token=TOKEN)
    user = telegram.user(ACCOUNT, "张伟")
    settings = Settings.read(_env_file=None, bot_token=TOKEN)
    app = build(settings, filled_store, Door(telegram), lambda: NOW)
    async with app:
        yield Person(telegram, user, receiving(app))


def words(events: list[Event]) -> str:
    return "\n".join(str(one.shown.get("text", "")) for one in events)


def spoken(text: str) -> set[str]:
    return {one for one in PLANTED if one in text}


async def fills(alone: Person) -> str:
    """Answer the five questions, once each unreadably, with the client's name and phone."""
    for typed in ("/book", CLIENT, f"{CLIENT} {PHONE}", "30万", f"{PHONE}那天", "明天", "10:00"):
        await alone.types(typed)
    shown = words(await alone.presses("陪同"))
    assert CLIENT in shown
    return words(await alone.presses("提交"))


@pytest.mark.parametrize("where", ["_must_be_possible", "_row"])
async def test_a_failing_service_logs_a_code_and_no_client(
    alone: Person, log: StringIO, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def broken(*arguments: Any) -> None:
        raise ValueError(arguments, PHONE) from LookupError(CLIENT)

    monkeypatch.setattr(registering, where, broken)
    for typed in ("/book", CLIENT, "30万", "明天", "10:00"):
        await alone.types(typed)
    said = words(await alone.presses("陪同"))
    if where == "_row":
        said = words(await alone.presses("提交"))
    (code,) = re.findall(r"[0-9A-F]{6}", said)
    assert code in log.getvalue()
    assert "ValueError at test_privacy_of_appointments.py" in log.getvalue()
    assert spoken(log.getvalue()) == set()


async def test_a_registration_logs_no_client_and_a_group_hears_of_none(
    alone: Person, log: StringIO, filled_store: Store
) -> None:
    assert "已登记" in await fills(alone)
    assert filled_store.call(registered) == CLIENT
    group = alone.telegram.group("群", alone.user)
    there = Person(alone.telegram, alone.user, alone.receive, group)
    for what in ("/book", f"/book {CLIENT}", "/clients", "/mydata"):
        await there.types(what)
    told = "\n".join(one.text for one in group.messages.values() if one.sender.is_bot)
    assert (spoken(told), spoken(log.getvalue())) == (set(), set())


def registered(session: Session) -> str:
    return session.scalars(select(Appointment).order_by(Appointment.made_at.desc())).first().name  # type: ignore[union-attr]


async def test_no_client_is_on_disk(
    alone: Person,
    filled_store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    await fills(alone)
    filled_store.call(with_phone)
    row = filled_store.call(lambda session: session.scalars(select(Appointment)).first())
    assert row
    filled_store.call(view.reveal, ACCOUNT, NOW, row.id)
    look(filled_store, folder, tmp_path / "a.backup")
    filled_store.call(over)
    whom = filled_store.call(subjects.of_appointment, row.id)
    filled_store.call(acts.seal, NOW, whom, "-")
    filled_store.call(acts.opened, NOW, whom, "-")
    look(filled_store, folder, tmp_path / "b.backup")


@changes
def with_phone(session: Session) -> None:
    for one in session.scalars(select(Appointment)):
        one.phone = PHONE


@changes
def over(session: Session) -> None:
    for one in session.scalars(select(Appointment)):
        one.state = "expired"


def look(store: Store, folder: Path, file: Path) -> None:
    """Look for the client in the database, in what is written ahead, in a backup, in files."""
    backup.write(store.reader, file, NOW)
    content = [*database_files(store), *temporary_files(folder), file.read_bytes()]
    assert set().union(*(found_in(one, PLANTED) for one in content)) == set()
