"""The commands that back up and restore: what they answer, what they leave alone."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from services.store.vault import new_key
from tests.office import Office

FILE = "a.backup"


@pytest.fixture
def kept(office: Office) -> Office:
    """Return an office that has a backup."""
    said = office.does("backup", FILE)
    assert said.code == 0
    assert "数据密钥不在其中" in said.out
    return office


def elsewhere(kept: Office, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the office to an SQLite database that is not there yet; return its file."""
    file = kept.folder / "new" / "data.db"
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("DATA_DIR", "new")
    return file


def test_a_payslip_is_the_same_after_a_restore(
    kept: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept.does("statement", "--staff", "JC031", "--month", "2026-10", "--json").out
    file = elsewhere(kept, monkeypatch)
    said = kept.does("restore", FILE)
    assert (said.code, "2026年11月5日 09:00" in said.out, said.err) == (0, True, "")
    assert (file.exists(), file.parent.stat().st_mode & 0o777) == (True, 0o700)
    after = kept.does("statement", "--staff", "JC031", "--month", "2026-10", "--json").out
    assert after == before


def test_a_check_needs_no_database(kept: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    file = elsewhere(kept, monkeypatch)
    said = kept.does("restore", "--check", FILE)
    assert said.code == 0
    assert "2026年11月5日 09:00" in said.lines[0]
    assert "  staff 60" in said.lines
    assert not file.parent.exists()


def test_into_a_folder_it_has_a_dated_name(kept: Office) -> None:
    (kept.folder / "backups").mkdir()
    assert kept.does("backup", "backups").code == 0
    (made,) = (kept.folder / "backups").iterdir()
    assert made.name == "xiaoman-2026-11-05T090000.backup"
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_restore_asks_for_an_empty_database(kept: Office) -> None:
    before = kept.net("2026-10")
    said = kept.does("restore", FILE)
    assert (said.code, said.out, "空的数据库" in said.err) == (3, "", True)
    assert kept.net("2026-10") == before


def test_what_is_not_whole_is_refused(kept: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    file = elsewhere(kept, monkeypatch)
    for content in ((kept.folder / FILE).read_bytes()[:-1], b"", b"nonsense" * 99):
        (kept.folder / "b.backup").write_bytes(content)
        for line in ("restore b.backup", "restore b.backup --check"):
            said = kept.does(*line.split())
            assert (said.code, said.out, "不是完整的备份" in said.err) == (1, "", True)
    assert not file.exists()


def test_another_key_is_told(kept: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    file = elsewhere(kept, monkeypatch)
    for key, why in ((new_key(), "数据密钥不对"), ("", "DATA_KEY")):
        monkeypatch.setenv("DATA_KEY", key)
        said = kept.does("restore", FILE)
        assert (said.code, said.out, why in said.err) == (3, "", True)
    assert not file.exists()


def test_a_backup_with_a_wrong_key_is_not_made(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEY", new_key())
    assert (office.does("backup", FILE).code, (office.folder / FILE).exists()) == (3, False)


def test_a_newer_one_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = create_engine(office.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert office.does("backup", FILE).code == 0, "a way back, whatever the release"
    file = elsewhere(office, monkeypatch)
    for line, code in ((f"restore {FILE}", 3), (f"restore {FILE} --check", 1)):
        said = office.does(*line.split())
        assert (said.code, "更新的版本" in said.err) == (code, True)
    assert not file.exists()


def test_no_file_is_written_over_or_half(kept: Office) -> None:
    before = (kept.folder / FILE).read_bytes()
    said = kept.does("backup", FILE)
    assert (said.code, "换一个文件名" in said.err) == (2, True)
    assert (kept.folder / FILE).read_bytes() == before
    said = kept.does("backup", "nowhere/a.backup")
    assert (said.code, "写不了" in said.err) == (3, True)


def test_without_a_database_there_is_nothing_to_back_up(bare_office: Office) -> None:
    said = bare_office.does("backup", FILE)
    assert (said.code, "先运行 init" in said.err) == (3, True)
    assert bare_office.does("restore", FILE).code == 2
