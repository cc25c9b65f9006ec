"""The printed form: filled in as far as it goes, the whole name on record."""

import pytest

from services.organisation import NotYoursError
from services.ownership import printing
from tests.branch import NOW, account
from tests.ownership.conftest import CHAIN, TRADING, ZHANG, Desk


def filled(desk: Desk, appointment: int, number: str = ZHANG) -> printing.Filled:
    return desk.store.call(printing.filled, account(number), NOW, appointment)


def test_before_the_opening_it_is_open(desk: Desk) -> None:
    """Broken by ticks on points that nobody looked at yet."""
    one = filled(desk, desk.books())
    assert (one.client, one.noes, one.opened_on, dict(one.signed)) == ("王秀兰", None, None, {})
    assert (one.branch, one.outlet, one.number) == ("江城营业部", "江城银行听涛支行", ZHANG)


def test_signed_recorded_and_archived_it_says_all(desk: Desk) -> None:
    made = desk.signed()
    desk.records(made, "80319999")
    desk.archives(made)
    one = filled(desk, made, TRADING)
    posts = ("back_office", "trading_manager", "finance_manager", "general_manager")
    assert [one.signed[post].name for post in posts] == ["曹雨桐", "吴建波", "周文静", "陈国梁"]
    assert len(CHAIN) == len(posts)
    assert (one.client_number, one.document, one.noes) == ("80319999", "JC031-0001", ())


def test_each_printing_is_on_record(desk: Desk) -> None:
    """Broken by `filled` without its entry."""
    made = desk.books()
    filled(desk, made)
    for number in ("JC019", "JC012", "JC032"):
        with pytest.raises(NotYoursError):
            filled(desk, made, number)
    assert desk.audited("form.printed") == [ZHANG]
