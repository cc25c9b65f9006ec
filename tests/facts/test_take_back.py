"""How a batch is taken back, and when it is not."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from services.facts.take_back import (
    MonthClosedError,
    NothingToTakeBackError,
    SupersededError,
    take_back,
)
from services.month import Month
from services.store import Store, changes
from services.store.figures import MonthState
from tests.facts.test_saving import client_months
from tests.facts.workbooks import CLIENTS, NOW, bring, changed, outlet, workbook


@changes
def close(session: Session, month: Month) -> None:
    session.add(MonthState(month=month, state="frozen"))


def test_taken_back(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    first = bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS})).batch_id
    rows = changed(CLIENTS, 2, "月末资产", 7)
    second = bring(store, workbook(tmp_path / "b.xlsx", {"客户月度": rows})).batch_id
    assert first
    assert second
    with pytest.raises(SupersededError) as refused:
        store.call(take_back, first, NOW, None)
    assert refused.value.batches == (second,)
    store.call(take_back, second, NOW, None)
    assert [row[2] for row in store.call(client_months)] == [12345, 1_000_000]
    with pytest.raises(NothingToTakeBackError):
        store.call(take_back, second, NOW, None)
    store.call(take_back, first, NOW, None)
    assert store.call(client_months) == []
    assert bring(store, tmp_path / "a.xlsx").batch_id


def test_not_taken_back_once_a_month_is_frozen(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    batch = bring(store, workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS})).batch_id
    assert batch
    store.call(close, Month(2026, 10))
    with pytest.raises(MonthClosedError) as refused:
        store.call(take_back, batch, NOW, None)
    assert refused.value.months == (Month(2026, 10),)
    store.call(close, Month(2026, 12))
    with pytest.raises(MonthClosedError) as refused:
        store.call(take_back, 1, NOW, None)  # the organisation holds in every month since 2000
    assert refused.value.months == (Month(2026, 10), Month(2026, 12))
