"""The files for whoever deploys it: they can be read, agree, and name only what there is."""

import re
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.__main__ import EXAMPLES
from bot.settings import Settings
from tests.office import ROOT

DEPLOY, DOCS = ROOT / "deploy", ROOT / "docs"
SETTINGS = {name.upper() for name in Settings.model_fields}
OF_THE_DATABASE = {"POSTGRES_PASSWORD"}
PAGES = [DOCS / "deploy.md", DOCS / "deploy.zh-CN.md"]
STOPPED = 15  # seconds; the bot takes up to ten
SET = re.compile(r"^#?([A-Z_]+)=(.*)$", re.MULTILINE)
BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^xiaoman|--rm bot|python -m bot|workbooks bot) ([a-z]+)", re.MULTILINE)


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return loaded


class Unit(RawConfigParser):
    """A unit file; a name that comes twice has its last value."""

    def optionxform(self, optionstr: str) -> str:
        """Leave names as they are written."""
        return optionstr


def unit() -> Unit:
    read = Unit(strict=False)
    read.read(DEPLOY / "xiaoman.service", "utf-8")
    return read


def steps() -> list[tuple[str, str]]:
    """Return the Containerfile's instructions."""
    text = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [one for one in text.splitlines() if one and not one.startswith("#")]
    return [(name, rest) for name, _, rest in (one.partition(" ") for one in lines)]


def environment(text: str) -> dict[str, str]:
    return dict(one.split("=", 1) for one in text.split())


def test_compose_starts_the_bot_after_its_database() -> None:
    services = compose()["services"]
    bot, db = services["bot"], services["db"]
    assert bot["command"] in EXAMPLES
    assert set(bot["environment"]) <= SETTINGS
    assert bot["depends_on"]["db"]["condition"] == "service_healthy"
    assert db["healthcheck"]["test"][1] == "pg_isready"
    assert bot["stop_grace_period"] == f"{STOPPED}s"
    assert bot["env_file"] == ".env"
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()
    used = {one.partition(":")[0] for each in (bot, db) for one in each["volumes"]}
    assert used == set(compose()["volumes"])


def test_compose_opens_the_database_that_it_makes() -> None:
    services = compose()["services"]
    made = services["db"]["environment"]
    url = services["bot"]["environment"]["DATABASE_URL"]
    password = made["POSTGRES_PASSWORD"]
    assert url == f"postgresql://{made['POSTGRES_USER']}:{password}@db/{made['POSTGRES_DB']}"
    assert Settings.read(database_url=url.replace(password, "x"), _env_file=None).database


def test_no_secret_is_in_the_files() -> None:
    given = {**compose()["services"]["bot"]["environment"], **dict(SET.findall(example()))}
    assert (given["BOT_TOKEN"], given["POSTGRES_PASSWORD"], given["DATA_KEY"]) == ("", "", "")
    assert "${POSTGRES_PASSWORD:?" in given["DATABASE_URL"] or "password" in given["DATABASE_URL"]


def example() -> str:
    return (DEPLOY / "env.example").read_text("utf-8")


def test_the_example_has_every_setting_and_only_these() -> None:
    found = dict(SET.findall(example()))
    assert set(found) == SETTINGS | OF_THE_DATABASE
    given = {name.lower(): value for name, value in found.items() if value and name in SETTINGS}
    assert Settings.read(**given, _env_file=None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TimeoutStopSec", str(STOPPED)),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("CapabilityBoundingSet", ""),
        ("User", "xiaoman"),
        ("StateDirectoryMode", "0700"),
    ],
)
def test_the_unit_is_narrow(name: str, value: str) -> None:
    assert unit()["Service"][name] == value


def test_the_unit_starts_the_bot_where_it_may_write() -> None:
    service = unit()["Service"]
    assert service["ExecStart"].partition(" -m bot ")[2] in EXAMPLES
    given = environment(service["Environment"])
    assert set(given) <= SETTINGS
    writable = {f"/var/lib/{one}" for one in service["StateDirectory"].split()}
    assert set(given.values()) <= writable
    assert unit()["Install"]["WantedBy"] == "multi-user.target"


def test_the_image_has_all_that_runs_and_runs_as_nobody_special() -> None:
    copied = [rest.split() for name, rest in steps() if name == "COPY" and "--from" not in rest]
    assert all((ROOT / source).exists() for *sources, _ in copied for source in sources)
    folders = {source for *sources, _ in copied for source in sources}
    assert {"bot", "handlers", "services", "locale", "requirements.txt"} == folders
    users = [rest for name, rest in steps() if name == "USER"]
    assert users == ["xiaoman"]
    assert any("--require-hashes" in rest for name, rest in steps() if name == "RUN")
    (given,) = [environment(rest) for name, rest in steps() if name == "ENV"]
    assert {one for one in given if not one.startswith("PYTHON")} - {"PATH"} <= SETTINGS
    (volumes,) = [rest for name, rest in steps() if name == "VOLUME"]
    assert {given["DATA_DIR"], given["BACKUP_DIR"]} <= set(yaml.safe_load(volumes))
    in_compose = compose()["services"]["bot"]["environment"]
    assert {name: in_compose[name] for name in ("DATA_DIR", "BACKUP_DIR")}.items() <= given.items()


def test_every_library_has_hashes() -> None:
    text = (ROOT / "requirements.txt").read_text("utf-8").replace("\\\n", " ")
    wanted = [one for one in text.splitlines() if "==" in one]
    assert wanted
    assert all("--hash=sha256:" in one for one in wanted)


@pytest.mark.parametrize("page", PAGES, ids=lambda one: str(one.name))
def test_the_page_names_only_what_there_is(page: Path) -> None:
    text = page.read_text("utf-8")
    named = set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", text))
    assert named <= SETTINGS | OF_THE_DATABASE
    commands = re.findall(
        r"(?:^xiaoman|--rm bot|python -m bot|workbooks bot) ([a-z]+)", text, re.MULTILINE
    )
    assert set(commands) - set(EXAMPLES) == set()
    assert {"init", "backup", "restore", "migrate", "doctor", "import"} <= set(commands)
    files = re.findall(r"deploy/[\w.]+", text)
    assert [one for one in files if not (ROOT / one).exists() and one != "deploy/.env"] == []


def test_both_pages_have_the_same_parts_and_commands() -> None:
    one, other = (page.read_text("utf-8") for page in PAGES)
    assert heads(one) == heads(other)
    assert blocks(one) == blocks(other)


def heads(text: str) -> list[int]:
    """Return the levels of the headings, in order."""
    return [len(one) for one in re.findall(r"^(#+) ", without_blocks(text), re.MULTILINE)]


def without_blocks(text: str) -> str:
    return BLOCK.sub("", text)


def blocks(text: str) -> list[str]:
    """Return the commands, without their comments."""
    return [
        re.sub(r"\s*#.*", "", one)
        for one in re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ]
