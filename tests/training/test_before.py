"""What there was before the directors' meeting is of the training: rows, notices, forms begun.

Broken by a migration without its default, a notice that has to name the kind, a form that has to.
"""

from datetime import date
from typing import Any

from sqlalchemy import select, text

from handlers.i18n import SOURCE
from handlers.render import plain
from handlers.training import telling
from services.store import Store, schema
from services.store.training import Training
from services.training import answering, leading
from tests.training import DAY, LI, ZHENG, at, staff

ROW = """
INSERT INTO trainings
(id, chair_id, day, starts_at, state, version, topic_sealed, text_sealed, reason_sealed)
VALUES (:id, 1, :day, 0, 'planned', 0, :none, :none, :none)
"""


def test_rows_that_are_there_are_trainings(bare: Store) -> None:
    with bare.writer.begin() as connection:
        schema.upgrade(connection, "0024")
        connection.execute(text("INSERT INTO staff (id, number) VALUES (1, 'JC012')"))
        day = date(2026, 10, 14)
        connection.execute(text(ROW), {"id": 1, "day": day, "none": b""})
        schema.upgrade(connection, "head")
        found = connection.execute(select(Training.kind, Training.day)).all()
    assert [tuple(one) for one in found] == [("training", day)]


def test_a_notice_that_names_no_kind_is_of_the_training() -> None:
    data = {
        "chair": 1,
        "day": DAY.isoformat(),
        "at": at(10, 14, 16).isoformat(),
        "again": False,
    }
    assert plain(telling.mark(data).text, SOURCE, at(10, 14).tzinfo).splitlines() == [
        "📝 培训谁到了？请登记到场。",
        "培训 · 2026年10月14日 16:00",
    ]


def test_a_form_that_names_no_kind_is_of_the_training(peopled_store: Store) -> None:
    now, number = at(10, 13, 17), DAY.toordinal()
    done = peopled_store.call(answering.ask_off, LI, now, kind="", day=number, reason="约了客户")
    assert (done.own.kind, done.own.place.reason) == ("training", "约了客户")
    about: dict[str, Any] = {"kind": "", "chair": staff(peopled_store, "JC012"), "day": number}
    told = peopled_store.call(leading.announce, ZHENG, now, **about, topic="开户")
    assert (told.which.kind, told.about.topic) == ("training", "开户")
    off = peopled_store.call(leading.call_off, ZHENG, now, **about, reason="台风")
    assert (off.which.kind, off.reason) == ("training", "台风")
