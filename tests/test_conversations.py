"""The conversations in tests/conversations/, played through the whole bot.

`pytest --update` rewrites what the bot says; the difference is read like code.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from bot.app import TOPICS
from handlers.topic import Topic
from services import notices
from services.rulebook import routes
from services.store import tables
from tests import branch, world
from tests.databases import Databases, opened
from tests.handlers import sample_form, sample_trip
from tests.stage import BEGIN, Stage
from tests.world import PEOPLE, Somebody

FOLDER = Path(__file__).parent / "conversations"
ROUTES = FOLDER / "files" / "routes.yaml"
SCRIPTS = sorted(FOLDER.rglob("*.txt"))
CHINESE = re.compile("[\u3400-\u9fff]")


def scenes(text: str) -> list[list[str]]:
    """Split a script at its titles."""
    return [part.strip("\n").splitlines() for part in re.split(r"(?m)^(?=# )", text) if part]


@dataclass(frozen=True)
class World:
    """Where scenes are played: the template, its people, the moment at which they begin."""

    template: str
    cast: Sequence[Somebody] = PEOPLE
    begin: datetime = BEGIN


async def played(text: str, topics: Sequence[Topic], databases: Databases, world_: World) -> str:
    """Play all scenes, each in a world of its own."""
    told = []
    for title, *lines in scenes(text):
        url = databases.copy(world_.template)
        said = await Stage(url, topics, world_.begin, cast=world_.cast).play(lines)
        databases.drop(url)
        told.append("\n".join([title, *said]) + "\n")
    return "\n".join(told)


@pytest.fixture
def own_routes(script: Path) -> Iterator[None]:
    """Let the outlet have a kind of its own where approvals are played."""
    own = script.parent.name == "approvals"
    routes.use(ROUTES.read_text("utf-8") if own else "{}", ROUTES.name)
    yield
    routes.use("{}", ROUTES.name)


@pytest.fixture
def one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give rows ids that count up: of what happens at one moment the first stays the first."""
    ids = count(1 << 40)
    for module in (tables, notices):
        monkeypatch.setattr(module, "new_id", lambda: next(ids))


@pytest.mark.usefixtures("own_routes", "one_after_another")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(FOLDER).stem)
def test_conversation(
    script: Path,
    databases: Databases,
    peopled: str,
    filled: str,
    request: pytest.FixtureRequest,
) -> None:
    expected = script.read_text("utf-8")
    topics = (*TOPICS, sample_form, sample_trip) if script.parent.name == "kit" else TOPICS
    in_branch = script.parent.name == "branch"
    where = World(filled, branch.CAST, branch.NOW) if in_branch else World(peopled)
    told = asyncio.run(played(expected, topics, databases, where))
    if request.config.getoption("--update"):
        script.write_text(told, "utf-8")
    else:
        assert told == expected


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.relative_to(FOLDER).stem)
def test_an_english_conversation_is_english(script: Path, peopled: str, filled: str) -> None:
    names: list[str] = sorted(branch.DATA, key=len, reverse=True)
    for url in (peopled, filled):
        with opened(url) as store:
            names += sorted(store.call(world.data, branch.TODAY), key=len, reverse=True)
    for title, *lines in scenes(script.read_text("utf-8")):
        if "(English)" in title:
            spoken = "\n".join(lines).rpartition("[English]\n")[2]  # since the switch, if any
            bare = re.sub("|".join(map(re.escape, names)), "", spoken)
            assert not CHINESE.search(bare), title
