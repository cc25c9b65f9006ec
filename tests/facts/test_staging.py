"""What is staged is nobody's until it is published, and goes if it never is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.facts import discard, save
from services.facts.live import KEYS
from services.facts.months import open_month
from services.facts.save import OutdatedPreviewError, Prepared, prepare
from services.facts.workbook import silent
from services.month import Month
from services.store import Store
from services.store.figures import Batch
from tests.facts.test_saving import client_months, names
from tests.facts.workbooks import CLIENTS, NOW, PEOPLE, UNITS, bring, changed, outlet, workbook

ALL = {"组织": changed(UNITS, 7, "名称", "西街网点"), "人员": PEOPLE[:1], "客户月度": CLIENTS}


class KilledError(Exception):
    """The process ended."""


def publish(store: Store, prepared: Prepared) -> int:
    """Save what was prepared, as `import_file` does."""
    batch_id = store.call(save.begin, prepared, NOW, None)
    with save.discarded_if_outdated(store, batch_id):
        save.stage_all(store, prepared, batch_id, silent)
        store.call(save.publish, batch_id, prepared, NOW, None, hold=False)
    return batch_id


def staged(store: Store, batch_id: int) -> int:
    """Count the rows that a batch has in all tables."""
    with Session(store.reader) as session:
        counts = [
            session.scalar(select(func.count()).where(table.batch_id == batch_id)) or 0
            for table in KEYS
        ]
    return sum(counts)


def state(store: Store, batch_id: int) -> str:
    with Session(store.reader) as session:
        return session.get_one(Batch, batch_id).state


def die(after: int) -> Callable[[int, int], None]:
    def progress(done: int, _total: int) -> None:
        if done >= after:
            raise KilledError

    return progress


def test_killed_before_it_is_published(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet(store, tmp_path)
    monkeypatch.setattr(save, "CHUNK", 1)
    path = workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS})
    with pytest.raises(KilledError):
        save.import_file(store, path, now=NOW, dry_run=False, progress=die(6))
    assert staged(store, 2) == 4
    assert store.call(client_months) == []
    assert store.call(names) == []
    assert store.call(open_month, NOW.date()) == Month(2026, 11)
    assert bring(store, path).batch_id == 3
    assert len(store.call(client_months)) == 2


def test_what_a_dead_import_staged_is_swept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet(store, tmp_path)
    path = workbook(tmp_path / "a.xlsx", ALL)
    with pytest.raises(KilledError):
        save.import_file(store, path, now=NOW, dry_run=False, progress=die(7))
    monkeypatch.setattr(discard, "CHUNK", 1)
    assert bring(store, workbook(tmp_path / "b.xlsx", {"客户月度": CLIENTS})).batch_id == 3
    before = staged(store, 3)
    discard.discard_dead(store, NOW + timedelta(hours=23))
    assert state(store, 2) == "staged"
    assert staged(store, 2) == 5
    discard.discard_dead(store, NOW + timedelta(hours=25))
    assert (state(store, 2), staged(store, 2)) == ("dropped", 0)
    assert (state(store, 3), staged(store, 3)) == ("visible", before)
    discard.discard(store, 3)
    assert (state(store, 3), staged(store, 3)) == ("visible", before), "published: it stays"


def test_another_file_came_between(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    path = workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS})
    prepared = prepare(store, path, path.name, today=NOW.date())
    rows = changed(CLIENTS, 2, "月末资产", 7)
    bring(store, workbook(tmp_path / "b.xlsx", {"客户月度": rows[:2]}))
    with pytest.raises(OutdatedPreviewError):
        publish(store, prepared)
    assert (state(store, 3), staged(store, 3)) == ("dropped", 0)
    assert store.call(client_months) == [("C1", "2026-10", 7, 2)]


def test_what_was_discarded_cannot_be_published(store: Store, tmp_path: Path) -> None:
    outlet(store, tmp_path)
    path = workbook(tmp_path / "a.xlsx", {"客户月度": CLIENTS})
    prepared = prepare(store, path, path.name, today=NOW.date())
    batch_id = store.call(save.begin, prepared, NOW, None)
    discard.discard(store, batch_id)
    with pytest.raises(OutdatedPreviewError):
        store.call(save.publish, batch_id, prepared, NOW, None, hold=False)
