"""The commands about the data keys, and what the doctor says meanwhile."""

import pytest

from services import leases
from services.store import Store
from services.store.vault import new_key
from tests.branch import NOW
from tests.databases import KEY
from tests.office import Office

NEW = new_key()


def test_a_key_is_changed_from_beginning_to_end(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = office.line("2026-10", "实发")
    made = office.does("keys", "add")
    (key,) = made.lines
    assert (made.code, len(key), KEY in made.out + made.err) == (0, 44, False)
    assert office.does("keys", "rotate").out.startswith("全部数据都用着这一把密钥")
    monkeypatch.setenv("DATA_KEY", f"{key},{KEY}")
    shown = office.does("keys", "show")
    assert (shown.code, "client_names.name_sealed" in shown.out) == (1, True)
    assert "还用着旧密钥" in office.does("doctor").out
    done = office.does("keys", "rotate")
    assert (done.code, "全部换成了新密钥" in done.out) == (0, True)
    assert "还有" in done.err
    assert "旧密钥已没有数据在用" in office.does("keys", "show").out
    assert "旧密钥已没有数据在用" in office.does("doctor").out
    monkeypatch.setenv("DATA_KEY", key)
    assert office.line("2026-10", "实发") == before
    assert "旧密钥" not in office.does("doctor").out
    assert office.does("audit", "verify").code == 0
    monkeypatch.setenv("DATA_KEY", KEY)
    assert "数据密钥不对" in office.does("keys", "show").err


def test_the_file_of_the_key_gets_the_new_one_in_front(bare_office: Office) -> None:
    assert bare_office.does("init").code == 0
    file = bare_office.folder / "data" / "data.key"
    old = file.read_text("ascii")
    said = bare_office.does("keys", "add")
    new, _, rest = file.read_text("ascii").partition(",")
    assert (said.code, rest, new != old, file.stat().st_mode & 0o777) == (0, old, True, 0o600)
    assert new not in said.out + said.err


def test_an_old_key_that_is_still_needed_is_asked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEY", f"{NEW},{KEY}")
    monkeypatch.setattr("bot.keys.Work.done", lambda _: 0)
    assert office.does("keys", "rotate").code == 0
    monkeypatch.setenv("DATA_KEY", NEW)
    said = office.does("statement", "--staff", "JC031", "--month", "2026-10")
    assert (said.code, "把旧密钥放回" in said.err) == (3, True)
    assert "把旧密钥放回" in office.does("doctor").out


def test_bots_must_know_the_new_key_first(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.at(office.url)
    store.call(leases.enter, NOW, "kiosk")
    store.close()
    monkeypatch.setenv("DATA_KEY", f"{NEW},{KEY}")
    said = office.does("keys", "rotate")
    assert (said.code, "--restarted" in said.err) == (1, True)
    assert office.does("keys", "rotate", "--restarted").code == 0
