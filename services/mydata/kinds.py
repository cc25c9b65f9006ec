"""What is stored of a person, by kind: a question for each, how many and the first moment."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.conduct.files import SECRET
from services.facts.live import VISIBLE, live, view
from services.organisation import Viewer
from services.store.approvals import Approval, Decision, Request
from services.store.broadcasts import Broadcast, BroadcastReader
from services.store.clients import Appointment
from services.store.conduct import ConductCase
from services.store.duties import Duty
from services.store.figures import Adjustment, Attendance, Batch, ClientMonth, PayParameter
from services.store.inventory import InventoryEntry
from services.store.leave import Leave
from services.store.people import Account, Terms
from services.store.reports import Report
from services.store.resignation import Resignation
from services.store.rewards import BankReward
from services.store.squads import SquadEntry, Talk
from services.store.talk import Audit, Draft
from services.store.traffic import Notice, Update
from services.store.training import TrainingSeat
from services.store.trainingfile import Licence, TrainingFile
from services.store.work import File
from services.store.worklogs import Worklog

Question: TypeAlias = tuple[str, Select[int, Any]]


def questions(session: Session, asking: Viewer, who: int) -> Iterator[Question]:
    """Yield a question for each kind: how many, and the first moment."""
    yield from _figures(session, asking.staff_id, who)
    yield from _work(asking.staff_id)
    yield from _talk(asking.staff_id, who)


def _rows(first: InstrumentedAttribute[Any], *where: ColumnElement[bool]) -> Select[int, Any]:
    return select(func.count(), func.min(first)).where(*where)


def _figures(session: Session, his: int, who: int) -> Iterator[Question]:
    seen, shown = view(session), Batch.state == VISIBLE
    batches = Terms.batch_id.in_(select(Batch.id).where(shown))
    yield "terms", _rows(Terms.first_day, Terms.staff_id == his, batches)
    yield "account", _rows(Account.bound_at, Account.telegram_id == who)
    yield "attendance", _rows(Attendance.day, Attendance.staff_id == his, live(Attendance, seen))
    yield "leave", _rows(Leave.made_at, Leave.staff_id == his)
    paid = PayParameter.staff_id == his, live(PayParameter, seen)
    yield "pay", _rows(PayParameter.month, *paid)
    earned = ClientMonth.staff_id == his, live(ClientMonth, seen)
    yield "clients", _rows(ClientMonth.month, *earned)
    yield "adjustments", _rows(Adjustment.made_at, Adjustment.staff_id == his)


def _work(his: int) -> Iterator[Question]:
    known = ConductCase.accused_id == his, ConductCase.state.not_in(SECRET)
    yield "cases", _rows(ConductCase.happened, *known)
    yield "appointments", _rows(Appointment.made_at, Appointment.staff_id == his)
    yield "asked", _rows(Approval.made_at, Approval.made_by == his)
    yield "requests", _rows(Request.made_at, Request.staff_id == his)
    yield "training", _rows(TrainingFile.opened_on, TrainingFile.staff_id == his)
    yield "licences", _rows(Licence.made_at, Licence.staff_id == his)
    yield "reports", _rows(Report.month, Report.staff_id == his)
    yield "trainings", _rows(TrainingSeat.answered_at, TrainingSeat.staff_id == his)
    yield "worklogs", _rows(Worklog.week, Worklog.staff_id == his)
    yield "duties", _rows(Duty.filed_at, Duty.staff_id == his)
    yield "inventory", _rows(InventoryEntry.at, InventoryEntry.staff_id == his)
    yield "rewards", _rows(BankReward.made_at, BankReward.made_by == his)
    yield "squads", _rows(SquadEntry.day, SquadEntry.staff_id == his)
    yield "talks", _rows(Talk.day, Talk.staff_id == his)
    yield "talks_held", _rows(Talk.day, Talk.manager_id == his)
    yield "resignations", _rows(Resignation.asked_on, Resignation.staff_id == his)


def _talk(his: int, who: int) -> Iterator[Question]:
    yield "decided", _rows(Decision.at, Decision.staff_id == his)
    yield "notices", _rows(Notice.made_at, Notice.staff_id == his)
    told, wrote = BroadcastReader, Broadcast.author_id == his
    yield "read", _rows(told.read_at, told.staff_id == his, told.read_at.is_not(None))
    yield "written", _rows(Broadcast.made_at, wrote)
    yield "files", _rows(File.made_at, File.made_by == his)
    yield "drafts", _rows(Draft.changed_at, Draft.telegram_id == who)
    kept = Update.talker == who, func.length(Update.body_sealed) > 0
    yield "messages", _rows(Update.received_at, *kept)
    yield "acts", _rows(Audit.at, Audit.actor == str(his))
