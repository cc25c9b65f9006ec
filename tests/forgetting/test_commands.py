"""The commands about a client's records: what they ask for, what they answer."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.store import Store
from services.store.talk import Audit
from tests.databases import opened
from tests.forgetting.conftest import NAME, PHONE, Known, register
from tests.office import Office

WHY = ("--reason", "客户要求")


@pytest.fixture
def here(office: Office) -> Known:
    """Return a client of the office's branch."""
    with opened(office.url) as store:
        return store.call(register)


def entries(session: Session) -> list[tuple[str, str]]:
    rows = session.scalars(select(Audit).where(Audit.what.startswith("client.")))
    return [(one.what, one.detail) for one in rows]


def test_from_sealing_to_erasing(office: Office, here: Known) -> None:
    pay = office.line("2026-10", "实发")
    sealed = office.does("client", "seal", here.number, *WHY)
    assert (sealed.code, "已封存" in sealed.out, NAME in sealed.out) == (0, True, False)
    said = office.does("client", "open", here.number, *WHY, "--out", "out")
    assert (said.code, NAME in said.out, PHONE in said.out) == (0, True, True)
    file = office.folder / "out" / str(here.form)
    assert (file.read_text("utf-8"), file.stat().st_mode & 0o777) == (f"%PDF {NAME}", 0o600)
    unsure = office.does("client", "erase", here.number, *WHY)
    assert (unsure.code, "--yes" in unsure.err) == (1, True)
    young = office.does("client", "erase", here.number, *WHY, "--yes")
    assert (young.code, "20 年" in young.err, "2046" in young.err) == (1, True, True)
    done = office.does("client", "erase", here.number, *WHY, "--yes", "--basis", "法院判决")
    assert (done.code, "已删除" in done.out, "另在 6 处" in done.out) == (0, True, True)
    assert NAME not in done.out + done.err
    again = office.does("client", "open", here.number, *WHY)
    assert (again.code, "没有可打开的" in again.err) == (1, True)
    assert office.line("2026-10", "实发") == pay
    with opened(office.url) as store:
        told(store, here)


def told(store: Store, here: Known) -> None:
    """All of it is in the audit, with the reason, and never with a name."""
    found = store.call(entries)
    kinds = [what for what, _ in found]
    assert sorted(kinds) == ["client.erased", "client.opened", "client.sealed", "client.sealed"]
    assert {json.loads(detail)["client"] for _, detail in found} == {here.client}
    assert all("客户要求" in detail and NAME not in detail for _, detail in found)


def test_what_it_needs(office: Office, here: Known) -> None:
    assert office.does("client", "seal", here.number).code == 2
    assert "二者之一" in office.does("client", "seal", *WHY).err
    both = office.does("client", "seal", here.number, "--appointment", "7", *WHY)
    assert both.code == 2
    assert "没有这个客户" in office.does("client", "seal", "nobody", *WHY).err
    running = office.does("client", "open", here.number, *WHY)
    assert (running.code, "没有可打开的" in running.err) == (1, True)
