"""T-X7 and T-X8: planted names, phones, amounts and tokens are in no log, group or file.

Broken by a log line with a value in it, an exception's message that is logged or printed, a
group that is answered, a column that is not sealed, a temporary file.
"""

import asyncio
import gc
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.__main__ import main
from bot.app import TOPICS, build
from bot.settings import Settings
from bot.stand_in import Door, Event, Person, Telegram, refused
from bot.statements import of as statement
from handlers.context import Context
from handlers.facts import remark
from handlers.render import plain
from handlers.topic import Topic, command
from services.facts.remarks import remarked
from services.facts.save import import_file
from services.month import Month
from services.step import Source
from services.store import Store, changes
from services.store.people import Account, Staff
from tests.canaries import (
    CLIENT,
    FILE,
    NOTE,
    PERSON,
    PHONE,
    SHEETS,
    SPOKEN,
    TOKEN,
    WRONG,
    chinese_in,
    database_files,
    found_in,
    logged,
    temporary_files,
)
from tests.databases import KEY
from tests.demo_rows import rows_of
from tests.facts.workbooks import NOW, bring, workbook
from tests.stage import receiving
from tests.store.conftest import ANSWER, more

ACCOUNT = 31


@changes
def bind(session: Session) -> None:
    staff_id = session.scalars(select(Staff.id).where(Staff.number == "10002")).one()
    session.add(Account(telegram_id=ACCOUNT, staff_id=staff_id, bound_at=NOW))


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Return what the product logs, as text and as JSON."""
    with logged(monkeypatch, request.param) as written:
        yield written


@pytest.fixture
def planted(store: Store, tmp_path: Path, log: StringIO) -> Store:
    """Return a store whose people, clients and amounts are canaries."""
    assert log.getvalue() == ""
    assert bring(store, workbook(tmp_path / FILE, SHEETS)).batch_id
    store.call(bind)
    return store


def spoken(text: str) -> set[str]:
    return {canary for canary in SPOKEN if canary in text}


def broken(session: Session) -> None:
    """Fail as a bug does, with all that it knows in its message."""
    session.execute(select(Staff))
    raise ValueError(SPOKEN) from LookupError(NOTE)


async def fail(context: Context) -> None:
    await context.run(broken)


FAILING = cast(
    "Topic",
    SimpleNamespace(HANDLERS=(command("fail", fail), command("shout", fail, anywhere=True))),
)


def words(events: list[Event]) -> str:
    return "\n".join(str(one.shown.get("text", "")) for one in events)


async def test_the_chat_logs_nothing_personal(planted: Store, log: StringIO) -> None:
    telegram = Telegram(lambda: NOW, token=TOKEN)
    user = telegram.user(ACCOUNT, PERSON)
    settings = Settings.read(_env_file=None, bot_token=TOKEN)
    app = build(settings, planted, Door(telegram), lambda: NOW, (*TOPICS, FAILING))
    async with app:
        alone = Person(telegram, user, receiving(app))
        shown = words(await alone.types("/pay"))
        assert {PERSON, "98,765.43"} <= spoken(shown)
        for what in ("/me", "/people", f"/pay {PHONE}", f"/start {CLIENT}", NOTE, "/today"):
            await alone.types(what)
        await alone.types("/pay")
        await alone.presses("为什么")
        assert "出错了" in words(await alone.types("/fail"))
        telegram.fail_next("sendMessage", refused(400, f"Bad Request: {NOTE} {TOKEN}"))
        await alone.types("/pay")
        telegram.fail_next("sendMessage", refused(403, f"Forbidden: {PERSON} blocked the bot"))
        await alone.types("/pay")
        group = telegram.group("群", user)
        there = Person(telegram, user, alone.receive, group)
        for what in ("/pay", "/me", "/fail", "/shout", f"/pay {NOTE}", "/start x"):
            assert words(await there.types(what))
    told = "\n".join(one.text for one in group.messages.values() if one.sender.is_bot)
    assert "出错了" in told
    assert spoken(told) == set()
    assert "ValueError at test_privacy.py" in log.getvalue()
    assert "not delivered: Forbidden" in log.getvalue()
    assert spoken(log.getvalue()) == set()


def test_imports_and_commands_log_nothing_personal(
    planted: Store, log: StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Settings, "clock", lambda _: NOW)
    url = planted.writer.url.render_as_string(hide_password=False)
    for name, value in {"DATABASE_URL": url, "DATA_KEY": KEY, "BOT_TOKEN": TOKEN}.items():
        monkeypatch.setenv(name, value)
    wrong = workbook(tmp_path / f"错-{FILE}", WRONG)
    damaged = tmp_path / f"坏-{FILE}"
    damaged.write_bytes((tmp_path / FILE).read_bytes()[:-2000])
    month = ["--month", "2026-10"]
    assert main(["import", FILE]) == 0
    assert main(["import", wrong.name]) == 1
    assert main(["import", damaged.name]) == 1
    assert main(["statement", "--staff", "10002", *month, "--trace"]) == 0
    assert main(["statement", "--staff", PERSON, *month]) == 2
    assert main(["take-back", "1"]) == 0
    logging.getLogger("services").debug("done")
    assert "done" in log.getvalue()
    assert spoken(log.getvalue()) == set()


def test_a_bug_at_the_command_line_prints_no_values(
    planted: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    url = planted.writer.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATA_KEY", KEY)
    monkeypatch.setattr("bot.statements.of", lambda session, *_: broken(session))
    assert main(["statement", "--staff", "10002", "--month", "2026-10"]) == 3
    printed = capsys.readouterr()
    assert "ValueError at test_privacy.py" in printed.err
    assert spoken(printed.err + printed.out) == set()


async def test_a_task_that_nobody_awaited_is_logged_without_values(log: StringIO) -> None:
    async def failing() -> None:
        raise ValueError(SPOKEN)

    task: asyncio.Future[Any] = asyncio.ensure_future(failing())
    await asyncio.wait([task])
    del task
    gc.collect()
    assert "never retrieved" in log.getvalue()
    assert spoken(log.getvalue()) == set()


def test_a_planted_payslip_is_what_it_should_be(planted: Store) -> None:
    slip = planted.call(statement, "10002", Month(2026, 10), NOW.date())
    assert slip.slip.employee.name == PERSON
    assert FILE in {slip.file(Source(batch, "", 1)) for batch in slip.files}


@pytest.fixture
def watched(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that temporary files would be written to."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_whole_branch_leaves_no_name_on_disk(
    store: Store, workbooks: list[Path], watched: Path
) -> None:
    rows = rows_of(workbooks)
    people = [str(one["姓名"]) for one in rows["2-人员"]]
    clients = sorted({str(one["客户名称"]) for one in rows["客户月度"]})
    notes = {str(one.get("说明") or "") for found in rows.values() for one in found}
    files = [one.name for one in workbooks]
    assert (len(people), len(clients) > 1_000, len(notes) > 9) == (60, True, True)
    seen: list[set[str]] = []
    sqlite = store.writer.dialect.name == "sqlite"  # a server's log of all writes is long

    def look(_done: int = 0, _all: int = 0) -> None:
        content = [*temporary_files(watched), *(database_files(store) if sqlite else ())]
        seen.append(set().union(*(found_in(one, [*people[::7], *clients[:9]]) for one in content)))

    for path in workbooks:
        import_file(store, path, now=NOW, dry_run=False, progress=look)
    store.call(more)
    assert len(seen) > len(workbooks)
    assert set().union(*seen) == set()
    canaries = [*people, *clients[::40], *notes, *files, ANSWER][:: 1 if sqlite else 10]
    content = [*database_files(store), *temporary_files(watched)]
    assert set().union(*(found_in(one, canaries) for one in content)) == set()
    plain_text = "\n".join(chinese_in(one) for one in content)
    assert "江城营业部" in plain_text, "what is public is found"
    assert [name for name in (*people, *clients) if name in plain_text] == []


def test_an_import_needs_no_temporary_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, wrong = workbook(tmp_path / FILE, SHEETS), workbook(tmp_path / "x.xlsx", WRONG)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    assert bring(store, good).batch_id
    came = bring(store, wrong)
    assert came.blocked
    assert remarked(wrong, came.findings, lambda one: plain(remark(one), "en"))
