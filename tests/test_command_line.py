"""The command line: every example runs, every exit code, what each command answers."""

import shlex
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select, text

from bot.__main__ import EXAMPLES
from bot.demo import MARK
from services import accounts, invitations
from services.store import Store
from services.store.figures import Batch
from services.store.schema import METADATA
from services.store.vault import new_key
from tests.branch import NOW
from tests.databases import KEY
from tests.facts.workbooks import workbook
from tests.office import CLIENTS, Office

PROCESSES = {"run", "demo"}  # they go on until they are stopped: test_processes
ELSEWHERE = PROCESSES | {"doctor"}  # he asks Telegram: tests/doctor
CALL = "python -m bot "
HELPS = [[name] for name in EXAMPLES] + [["rulebook", one] for one in ("check", "show", "set")]


def rows(office: Office) -> int:
    """Return how many rows there are in all."""
    engine = create_engine(office.url)
    with engine.connect() as connection:
        counted = [
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in METADATA.sorted_tables
        ]
    engine.dispose()
    return sum(counted)


@pytest.mark.parametrize("command", HELPS, ids=" ".join)
def test_the_example_of_each_help_really_runs(office: Office, command: list[str]) -> None:
    said = office.does(*command, "--help")
    assert said.code == 0
    (example,) = [one for one in said.lines if one.startswith(CALL)]
    if command[0] in ELSEWHERE:
        assert example == EXAMPLES[command[0]]
        return
    if command[0] == "restore":
        office.does(*shlex.split(EXAMPLES["backup"].removeprefix(CALL)))
    done = office.does(*shlex.split(example.removeprefix(CALL)))
    assert (done.code, bool(done.out)) == (0, True), done


def test_the_help_lists_every_command(office: Office) -> None:
    said = office.does("--help").out
    assert all(f"    {name}" in said for name in EXAMPLES)
    assert "小满" in said


WRONG_USAGE = [
    "",
    "fly",
    "statement --staff JC031",
    "statement --staff JC031 --month 2026-10 --json --trace",
    "statement --staff JC031 --month 2026-13",
    "statement --staff JC031 --month 十月",
    "statement --staff JC999 --month 2026-10",
    "statement --staff JC031 --month 2027-01",
    "import nothing.xlsx",
    "import tests",
    "cases",
    "cases nothing.yaml",
    "take-back twelve",
    "rulebook",
    "rulebook show yesterday",
    "rulebook check nothing.yaml",
    "rulebook set fixed_pay.manager 1600 --basis x",
    "rulebook set fixed_pay.manager 1600 --from soon --basis x",
    "rulebook set fixed_pay.director 1600 --from 2026-10-01 --basis x",
    "rulebook set fixed_pay.manager many --from 2026-10-01 --basis x",
    "rulebook set fixed_pay.manager NaN --from 2026-10-01 --basis x",
]


@pytest.mark.parametrize("line", WRONG_USAGE)
def test_wrong_usage_ends_with_2_and_changes_nothing(office: Office, line: str) -> None:
    before = rows(office)
    said = office.does(*shlex.split(line))
    assert (said.code, said.out) == (2, "")
    assert said.err
    assert "Traceback" not in said.err
    assert rows(office) == before


def test_findings_end_with_1(office: Office) -> None:
    (office.folder / "empty.csv").write_text("", "utf-8")
    (office.folder / "broken.yaml").write_text("fixed_pay: [", "utf-8")
    for line, why in {
        "take-back 99": "没有可撤回的批次 99",
        "import empty.csv": "不是能读的表格",
        "cases broken.yaml": "broken.yaml",
        "rulebook check broken.yaml": "broken.yaml",
        "init --admin JC005": "已经有管理员绑定",
    }.items():
        said = office.does(*line.split())
        assert said.code == 1, (line, said)
        assert why in said.out + said.err


def test_without_a_database_a_command_says_what_to_run(bare_office: Office) -> None:
    bare_office.folder.joinpath("a.csv").write_text("x", "utf-8")
    for line in ("statement --staff JC031 --month 2026-10", "import a.csv", "take-back 1"):
        said = bare_office.does(*line.split())
        assert (said.code, said.out) == (3, "")
        assert "先运行 init" in said.err


def test_a_wrong_or_missing_key_is_told_before_anything_is_sealed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(office)
    wrong = workbook(office.folder / "new.xlsx", _one_client("2026-10", "C77", "赵小小"))
    for key, why in ((new_key(), "数据密钥不对"), ("", "DATA_KEY")):
        monkeypatch.setenv("DATA_KEY", key)
        for line in (f"import {wrong.name}", "statement --staff JC031 --month 2026-10"):
            said = office.does(*line.split())
            assert (said.code, why in said.err) == (3, True), said
    assert rows(office) == before


def _one_client(month: str, number: str, name: str) -> dict[str, list[tuple[object, ...]]]:
    headers = ("月份", "客户号", "客户名称", "类型", "客户经理工号", "开户日期", "月末资产")
    return {"客户月度": [headers, (month, number, name, "个人", "JC031", "2026-10-09", 60000)]}


def test_an_older_key_after_the_comma_still_opens(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.net("2026-10")
    monkeypatch.setenv("DATA_KEY", f"{new_key()},{KEY}")
    assert office.net("2026-10") == before
    assert office.does("take-back", "12").code == 0


def test_a_newer_database_is_refused(office: Office) -> None:
    engine = create_engine(office.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for command, why in (("migrate", "更新的版本"), ("rulebook show", "不是本版本")):
        said = office.does(*command.split())
        assert (said.code, why in said.err) == (3, True), said


def test_an_unreachable_database_is_said_without_its_password(
    bare_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql+psycopg://someone:geheim@127.0.0.1:9/nothing"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATA_KEY", new_key())
    said = bare_office.does("migrate")
    assert (said.code, said.err) == (3, "数据库连不上。\n")


def test_wrong_settings_are_all_named(
    bare_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
    monkeypatch.setenv("DATA_KEY", "geheim")
    said = bare_office.does("run")
    assert said.code == 3
    for name, one in zip(
        ("DATA_KEY", "TIMEZONE", "BOT_TOKEN"), said.err.splitlines(), strict=True
    ):
        assert name in one
    assert "geheim" not in said.err


def test_init_makes_a_folder_for_its_owner_only_and_keeps_the_key(bare_office: Office) -> None:
    assert bare_office.does("init").code == 0
    data = bare_office.folder / "data"
    key = (data / "data.key").read_text()
    assert (data.stat().st_mode & 0o777, (data / "data.key").stat().st_mode & 0o777) == (
        *(0o700, 0o600),
    )
    assert bare_office.does("init").code == 0
    assert (data / "data.key").read_text() == key
    assert bare_office.does("migrate").code == 0


def test_the_first_administrator_is_invited(office: Office) -> None:
    store = Store.at(office.url)
    with store.writer.begin() as connection:
        connection.execute(text("DELETE FROM accounts"))
    assert office.does("init", "--admin", "JC999").code == 2
    said = office.does("init", "--admin", "JC005")
    code = said.lines[-1].split()[-1]
    staff = store.call(invitations.accept, 7, code, NOW)
    assert (said.code, store.call(accounts.staff_of, 7)) == (0, staff)
    assert office.does("init", "--admin", "JC005").code == 1
    store.close()


def test_english_where_the_locale_asks_for_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    chinese = office.does("take-back", "99").err
    for locale, english in (("en_US.UTF-8", True), ("zh_CN.UTF-8", False), ("C.UTF-8", False)):
        monkeypatch.setenv("LANG", locale)
        assert (office.does("take-back", "99").err != chinese) is english, locale
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    said = office.does("statement", "--staff", "JC031", "--month", "2026-10").out
    assert "Net " in said
    assert "Import a workbook" in office.does("--help").out


def test_the_templates_can_be_imported_back(office: Office) -> None:
    said = office.does("templates", "模板")
    made = sorted((office.folder / "模板").iterdir())
    assert len(made) == len(said.lines) == 6
    assert all(str(Path("模板") / one.name) in said.out for one in made)
    for one in made:
        assert office.does("import", str(one)).code == 0, one


def test_the_demo_refuses_a_folder_that_is_not_its_own(office: Office) -> None:
    said = office.does("demo", "--folder", "tests")
    assert (said.code, "演示只用自己的文件夹" in said.err) == (3, True)
    assert (office.folder / "tests" / "cases" / "marketers.yaml").exists()
    assert not (office.folder / "tests" / MARK).exists()


def test_a_batch_is_taken_back_once(office: Office) -> None:
    store = Store.at(office.url)
    before = office.does("statement", "--staff", "JC036", "--month", "2026-10").out
    assert office.does("take-back", "12").code == 0
    assert office.does("statement", "--staff", "JC036", "--month", "2026-10").out != before
    assert office.does("take-back", "12").code == 1
    states = store.call(
        lambda session: session.scalars(select(Batch.state).order_by(Batch.id)).all()
    )
    assert states == ["visible"] * 11 + ["withdrawn"]
    assert office.does("import", CLIENTS).lines[-1] == "与已有数据完全相同，无须保存。"
    store.close()
