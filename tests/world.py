"""The world of the conversations: a few people of a branch, all bound to accounts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from services import organisation
from services.month import Month
from services.store import Store, changes
from services.store.figures import Batch, MonthState
from services.store.people import Account, Staff, Terms, Unit

SINCE = date(2026, 1, 1)
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = {"batch_id": 1, "sheet": "-", "row": 1}
UNITS = (
    ("YYB", "江城营业部", "branch", None),
    ("XM1", "项目一部", "department", "YYB"),
    ("QY1", "城东区域", "district", "XM1"),
    ("WD02", "江城银行听涛支行", "outlet", "QY1"),
)
LEADER = "marketer station_manager"


@dataclass(frozen=True)
class Somebody:
    """A person of the world; the account is the digits of the 工号."""

    number: str
    name: str
    unit: str
    posts: str
    superior: str | None
    grade: str | None = None
    bound: bool = True

    @property
    def account(self) -> int:
        """The number of the Telegram account."""
        return int(self.number[2:])


PEOPLE = (
    Somebody("JC001", "陈国梁", "YYB", "general_manager", None),
    Somebody("JC006", "何晓燕", "YYB", "back_office", "JC001"),
    Somebody("JC012", "郑海涛", "XM1", "project_director", "JC001"),
    Somebody("JC015", "唐志远", "QY1", f"district_manager {LEADER}", "JC012", "chief"),
    Somebody("JC019", "李静怡", "WD02", LEADER, "JC015", "senior"),
    Somebody("JC031", "张伟", "WD02", "marketer", "JC019", "manager"),
    Somebody("JC032", "丁若曦", "WD02", "marketer", "JC019", "senior", bound=False),
)


def build(store: Store) -> None:
    """Fill an empty database with the world."""
    store.call(_fill)


def data(session: Session, today: date) -> set[str]:
    """Return the names that may be Chinese in an English conversation."""
    org = organisation.on(session, today)
    return {one.name for one in org.people.values()} | {one.name for one in org.units.values()}


@changes
def freeze(session: Session, month: Month) -> None:
    """Close a month."""
    session.add(MonthState(month=month, state="frozen"))


@changes
def _fill(session: Session) -> None:
    moments = dict.fromkeys(("made_at", "visible_at", "released_at"), BEGUN)
    session.add(Batch(file_sealed=b"", digest=b"", state="visible", **moments))
    session.flush()
    ids: dict[str | None, int] = {}
    for one in PEOPLE:
        staff = Staff(number=one.number)
        session.add(staff)
        ids[one.number] = staff.id
    session.flush()
    for code, name, kind, parent in UNITS:
        unit = Unit(code=code, name=name, kind=kind, parent=parent, urban=True, **SOURCE)
        unit.first_day = SINCE
        session.add(unit)
    for one in PEOPLE:
        session.add(_terms(one, ids))
        if one.bound:
            session.add(Account(telegram_id=one.account, staff_id=ids[one.number], bound_at=BEGUN))


def _terms(one: Somebody, ids: dict[str | None, int]) -> Terms:
    terms = Terms(
        staff_id=ids[one.number],
        first_day=SINCE,
        unit=one.unit,
        posts=" ".join(sorted(one.posts.split())),
        superior_id=ids.get(one.superior),
        grade=one.grade,
        contract="full_time",
        fixed_pay=True,
        joined=SINCE,
        **SOURCE,
    )
    terms.name = one.name
    return terms
