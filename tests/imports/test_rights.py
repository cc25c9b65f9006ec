"""T-X1 for imports: every service for the back office, tried by every post, and in the chat.

Broken by a service that does not ask who it is, or asks for another post.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.app import build
from bot.settings import Settings
from bot.stand_in import Door, Person, Telegram
from handlers import batches as chat
from handlers import imports as sent
from services import imports, jobs
from services.facts.release import NothingToReleaseError
from services.facts.take_back import MonthClosedError, NothingToTakeBackError
from services.imports import NotBackOfficeError, NothingToSaveError, Sent, batches, readers
from services.imports.batches import NoBatchError
from services.organisation import UnknownPersonError
from services.store import Store
from tests.branch import NOW, TODAY
from tests.databases import Databases, opened
from tests.declared import OFFICE, WORK
from tests.rights import EVERYBODY, LEFT, account
from tests.stage import receiving

BY_NUMBER = {one.number: one for one in EVERYBODY.values()}
POSTS = list({one.posts: one.number for one in EVERYBODY.values() if one is not LEFT}.values())
ASKERS = [*POSTS, LEFT.number, None]
ASK: dict[str, Callable[[Store, int], Any]] = {
    "imports.office": lambda store, who: store.call(imports.office, who, TODAY),
    "imports.receive": lambda store, who: store.call(
        imports.receive, who, NOW, Sent("file", "a.csv", 10, "en")
    ),
    "imports.confirm": lambda store, who: store.call(imports.confirm, who, NOW, 77, None),
    "imports.discard": lambda store, who: store.call(imports.discard, who, NOW, 77),
    "imports.batches.batches": lambda store, who: store.call(batches.batches, who, TODAY, 0, 5),
    "imports.batches.batch": lambda store, who: store.call(batches.batch, who, TODAY, 77),
    "imports.batches.unreleased": lambda store, who: store.call(batches.unreleased, who, TODAY),
    "imports.readers.readers": lambda store, who: store.call(readers.readers, who, TODAY, 1, 0, 5),
    "imports.batches.release": lambda store, who: store.call(batches.release, who, NOW, 77),
    "imports.batches.take_back": lambda store, who: store.call(batches.take_back, who, NOW, 77),
}
LET_THROUGH = (
    NothingToSaveError,
    NoBatchError,
    NothingToReleaseError,
    NothingToTakeBackError,
    MonthClosedError,
)
BUTTONS = [
    sent.Keep(77),
    sent.Discard(77),
    chat.Imports(1),
    chat.One(1),
    chat.Release(1, sure=True),
    chat.Release(1, sure=False),
    chat.Seen(1, 1),
    chat.TakeBack(1, sure=True),
    chat.TakeBack(1, sure=False),
]


@pytest.fixture(scope="module")
def store(databases: Databases, completed: str) -> Iterator[Store]:
    url = databases.copy(completed)
    with opened(url) as made:
        yield made
    databases.drop(url)


def answer(store: Store, service: str, number: str | None) -> str:
    """Return how an asker is answered: let through, refused for the post, or not known."""
    try:
        ASK[service](store, account(BY_NUMBER[number] if number else None))
    except LET_THROUGH:
        return "yes"
    except NotBackOfficeError:
        return "no"
    except UnknownPersonError:
        return "unknown"
    return "yes"


def expected(number: str | None) -> str:
    if number is None or number == LEFT.number:
        return "unknown"
    return "yes" if "后勤支持" in BY_NUMBER[number].posts else "no"


def test_all_of_them_are_tried() -> None:
    assert {name for name, how in WORK.items() if how == OFFICE} == set(ASK)
    assert {expected(one) for one in ASKERS} == {"yes", "no", "unknown"}


@pytest.mark.parametrize("service", ASK)
def test_service_by_post(store: Store, service: str) -> None:
    answers = {number: answer(store, service, number) for number in ASKERS}
    assert answers == {number: expected(number) for number in ASKERS}


@pytest.mark.parametrize("number", [one for one in ASKERS if expected(one) != "yes"])
async def test_a_forged_button_shows_and_does_nothing(store: Store, number: str | None) -> None:
    telegram = Telegram(lambda: NOW)
    settings = Settings.read(_env_file=None, bot_token=telegram.token)
    app = build(settings, store, Door(telegram), lambda: NOW)
    user = telegram.user(account(BY_NUMBER[number] if number else None), "?")
    before = store.call(batches.batches, account(BY_NUMBER["JC006"]), TODAY, 0, 50)
    async with app:
        person = Person(telegram, user, receiving(app, alone=True))
        greeting = next(one for one in await person.types("/menu") if one.kind == "sent").message
        assert greeting
        for button in BUTTONS:
            events = await person.presses_again(greeting, button.packed())
            (said,) = [str(one.shown["text"]) for one in events if one.shown.get("text")]
            assert said == "只有后勤支持岗能导入数据。" or said.startswith("我还不认识您。")
    assert store.call(batches.batches, account(BY_NUMBER["JC006"]), TODAY, 0, 50) == before


def result(_session: Session) -> dict[str, Any]:
    return {"file": 1, "name": "a.csv", "mark": [1, 1], "today": "2026-11-05", "changes": 3}


def test_a_preview_is_saved_only_by_whom_it_was_shown_to(store: Store) -> None:
    his, other = account(BY_NUMBER["JC006"]), account(BY_NUMBER["JC009"])
    before = NOW - timedelta(days=1)  # what other tests ask for is later
    store.call(jobs.add, imports.CHECK, before, {"language": "en"}, telegram_id=his)
    job = store.call(jobs.claim, [imports.CHECK], "a", ())
    assert job
    with pytest.raises(NothingToSaveError):
        store.call(imports.confirm, his, NOW, job.job_id, None)  # it is still being checked
    store.call(jobs.finish, job, result)
    with pytest.raises(NothingToSaveError):
        store.call(imports.confirm, other, NOW, job.job_id, None)
    with pytest.raises(NothingToSaveError):
        store.call(imports.discard, other, NOW, job.job_id)
    assert store.call(imports.confirm, his, NOW, job.job_id, None) is None
    with pytest.raises(NothingToSaveError):
        store.call(imports.discard, his, NOW, job.job_id)
