"""At the command line: invitations on paper for some or all, the last administrator's way back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select, text

from services import accounts, organisation
from services.identity import opening
from services.identity.opening import InvitationUnusableError, Opened, Opener
from services.store import Store
from services.store.people import Invitation
from services.store.talk import Audit
from tests.branch import NOW, TODAY
from tests.canaries import TOKEN
from tests.chaos import telegram_apart
from tests.office import Office

LINK = re.compile(r"https://t\.me/xiaoman_bot\?start=([\w-]{22})(?=<)")


@pytest.fixture
def store(office: Office) -> Iterator[Store]:
    """Return the store of the office, where three have no account."""
    store = Store.at(office.url)
    with store.writer.begin() as connection:
        connection.execute(text("DELETE FROM accounts WHERE telegram_id IN (31, 32, 33)"))
    yield store
    store.close()


def codes(path: Path) -> list[str]:
    return LINK.findall(path.read_text("utf-8"))


def test_all_without_an_account_get_a_sheet_and_a_list(office: Office, store: Store) -> None:
    said = office.does("invite", "--all", "--out", "邀请", "--bot", "@xiaoman_bot")
    assert (said.code, said.err) == (0, "")
    assert said.lines[0].startswith("生成了 3 个邀请，2026年11月12日 09:00 前有效")
    page, book = sorted((office.folder / "邀请").iterdir())
    assert [page.name, book.name] == ["邀请-2026-11-05.html", "邀请-2026-11-05.xlsx"]
    assert (page.stat().st_mode & 0o777, book.stat().st_mode & 0o777) == (0o600, 0o600)
    rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["工号", "姓名", "单位", "链接", "有效期至"]
    assert [row[:3] for row in rows[1:]] == [
        ["JC031", "张伟", "江城银行听涛支行"],
        ["JC032", "丁若曦", "江城银行听涛支行"],
        ["JC033", "任嘉豪", "云溪银行东门支行"],
    ]
    assert [str(row[3])[-22:] for row in rows[1:]] == codes(page)
    opened = store.call(opening.accept, 900, Opener("?", "en"), codes(page)[1], NOW)
    assert opened.waits_for == {"marketer", "station_manager"}
    again = office.does("invite", "--all", "--out", "again", "--bot", "xiaoman_bot")
    assert again.lines[0].startswith("生成了 2 个邀请")  # JC032 waits to be confirmed
    (entry, *_) = store.call(
        lambda session: session.scalars(select(Audit).where(Audit.what == "invited")).all()
    )
    assert (entry.actor, "JC033" in entry.detail) == ("console", True)


def test_some_are_invited_for_so_many_days(office: Office, store: Store) -> None:
    said = office.does("invite", "JC031", "JC033", "--bot", "xiaoman_bot", "--days", "3")
    assert said.code == 0
    assert len(codes(office.folder / "邀请-2026-11-05.html")) == 2
    until = store.call(lambda session: session.scalars(select(Invitation.expires_at)).all())
    assert {moment.date().isoformat() for moment in until} == {"2026-11-08"}


def test_whoever_cannot_be_invited_is_named_and_then_nobody_is(
    office: Office, store: Store
) -> None:
    for numbers, code, why in (
        (["JC031", "JC019"], 1, "JC019 已有账号"),
        (["JC031", "JC999", "JC019"], 2, "没有工号 JC999"),
    ):
        said = office.does("invite", *numbers, "--bot", "xiaoman_bot")
        assert (said.code, said.out, why in said.err) == (code, "", True)
    assert store.call(lambda session: session.scalars(select(Invitation)).all()) == []
    assert not list(office.folder.glob("*.html"))


def test_wrong_usage(office: Office, store: Store) -> None:
    for line in (
        "invite",
        "invite JC031 --all",
        "invite --all --bot bad-name",
        "invite --all --bot xiaoman_bot --days 0",
        "invite --all --bot xiaoman_bot --days 31",
        "recover",
        "recover --admin JC031",
        "recover --admin JC999",
    ):
        said = office.does(*line.split())
        assert (said.code, said.out) == (2, ""), line
        assert said.err
    assert store.call(lambda session: session.scalars(select(Invitation)).all()) == []


def test_with_nobody_to_invite_there_is_no_file(office: Office) -> None:
    said = office.does("invite", "--all", "--bot", "xiaoman_bot")
    assert (said.code, said.out) == (0, "没有要邀请的人：都已绑定，或在等确认。\n")
    assert not list(office.folder.glob("*.html"))


def test_telegram_is_asked_for_the_username(
    office: Office, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "BOT_TOKEN" in office.does("invite", "JC031").err
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    with telegram_apart() as telegram:
        monkeypatch.setenv("BOT_API_URL", telegram.url)
        assert office.does("invite", "JC031").code == 0
        monkeypatch.setenv("BOT_TOKEN", "1:wrong")
        said = office.does("invite", "JC031")
        assert (said.code, "不认 BOT_TOKEN" in said.err) == (3, True)
    assert len(codes(office.folder / "邀请-2026-11-05.html")) == 1
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:9")
    said = office.does("invite", "JC031")
    assert (said.code, "--bot" in said.err) == (3, True)
    assert len(store.call(lambda session: session.scalars(select(Invitation)).all())) == 1


def test_the_last_administrator_comes_back(office: Office, store: Store) -> None:
    admin = store.call(organisation.by_number, "JC005", TODAY).staff_id
    assert store.call(accounts.staff_of, 5) == admin
    said = office.does("recover", "--admin", "JC005")
    assert (said.code, said.lines[0]) == (0, "JC005 的旧账号已解绑，其他管理员会收到通知。")
    assert store.call(accounts.staff_of, 5) is None
    code = said.lines[1].split()[-1]
    assert store.call(opening.accept, 907, Opener("?", "en"), code, NOW) == Opened()
    assert store.call(accounts.staff_of, 907) == admin
    with pytest.raises(InvitationUnusableError):
        store.call(opening.accept, 908, Opener("?", "en"), code, NOW)
