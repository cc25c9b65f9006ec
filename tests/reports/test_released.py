"""A report is the same whoever looks: figures that are only saved are in none.

Broken by computing through the eyes of an office that sees what is not released yet.
"""

from pathlib import Path

from sqlalchemy.orm import Session

from services.facts.live import OFFICE, View, look, view
from services.reports.computing import compute
from services.reports.figures import Figures
from services.store import Store
from tests.reports import OCTOBER, staff
from tests.reports.test_figures import figures, more


def test_whoever_sees_more_reports_no_more(filled_store: Store, tmp_path: Path) -> None:
    before, li = figures(filled_store, "JC019"), staff(filled_store, "JC019")
    more(filled_store, tmp_path, released=False)

    def by_the_office(session: Session) -> tuple[Figures, View]:
        look(session, OFFICE)
        return compute(session, li, OCTOBER), view(session)

    assert filled_store.call(by_the_office) == (before, OFFICE)
