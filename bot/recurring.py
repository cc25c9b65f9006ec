"""What recurs in an outlet: when, how late it is still done, who hears of it and may move it."""

from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from services import (
    audit_chain,
    delivery,
    drafts,
    health,
    inbox,
    leases,
    reminders,
    timetable,
)
from services.appointments import reminding
from services.approvals import chase
from services.attendance import imported, ladder
from services.briefs import asking as briefs
from services.clients import leaving, transfer
from services.conduct import chase as conduct
from services.disputes import chase as disputes
from services.duties import chase as duties
from services.identity import offboarding, unbound
from services.leave import certificates
from services.licences import chase as licences
from services.recurrence import (
    BRANCH_WEEK,
    DIGEST,
    FRIDAY,
    MEETING,
    MEETING_OVER,
    MONDAY,
    PAY_DAY,
    PROGRESS,
    REPORT_LEADS,
    REPORT_OVERDUE,
    REWARDS,
    REWARDS_LATE,
    TRAINING,
    TRAINING_OVER,
    WORKLOG,
    WORKLOG_CHASE,
    Ahead,
    Daily,
    EveryMinutes,
    Monthly,
    OffDay,
    Weekly,
)
from services.recurring import (
    EVERYBODY,
    LEADERS,
    MEETING_HEARD,
    REPORTING,
    Editable,
    declare,
)
from services.reports import chase as reports
from services.resignation import daily
from services.rewards import chase as rewards
from services.store import changes
from services.timetable import Recurring
from services.training import chase as trainings
from services.training import kinds
from services.trainingfile import chase as trainingfile
from services.worklog import chase as worklog

BODIES_KEPT = timedelta(days=7)
NOTICES_KEPT = timedelta(days=30)
DRAFTS_KEPT = timedelta(days=30)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFICE, DIRECTING = frozenset({"back_office"}), frozenset({"project_director"})
HEAD = frozenset({"general_manager"})
DECIDING = LEADERS | OFFICE | {"general_manager", "finance_manager", "trading_manager"}
UNTIL_NINE = timedelta(hours=2, minutes=55)  # from six in the evening: then it is quiet


@changes
def housekeeping(session: Session, now: datetime, _due: datetime) -> None:
    """Forget what old updates and notices said, forms left unfinished, processes long gone."""
    inbox.wipe(session, now - BODIES_KEPT)
    delivery.wipe(session, now - NOTICES_KEPT)
    drafts.forget(session, now - DRAFTS_KEPT)
    leases.forget(session, now - DAY)
    timetable.forget(session, now - BODIES_KEPT)


@changes
def audit_seal(session: Session, _now: datetime, _due: datetime) -> None:
    """Chain what the audit has gained."""
    audit_chain.seal(session)


@changes
def leavers(session: Session, now: datetime, _due: datetime) -> None:
    """Offboard those whose last day was yesterday, or who could not be before."""
    offboarding.offboard_due(session, now)


@changes
def bindings(session: Session, now: datetime, _due: datetime) -> None:
    """Remind of those who have no account yet."""
    unbound.chase(session, now)


movable = partial(Recurring, editable=Editable.WHOLE)
by_hour = partial(Recurring, editable=Editable.HOUR)
ASK_TRAINING = partial(trainings.ask, kind=kinds.TRAINING)
ASK_MEETING = partial(trainings.ask, kind=kinds.MEETING)
GATHERINGS = (
    movable(
        "training_asked", Ahead(TRAINING, 1, time(16)), UNTIL_NINE, ASK_TRAINING, hears=LEADERS
    ),
    movable("training", Ahead(TRAINING, 0, time(15)), HOUR, ASK_TRAINING, hears=LEADERS),
    by_hour(
        "training_marks",
        TRAINING_OVER,
        HOUR * 3,
        partial(trainings.ask_marks, kind=kinds.TRAINING),
        hears=DIRECTING,
        closes=TRAINING,
    ),
    movable(
        "meeting_asked",
        Ahead(MEETING, 3, time(16)),  # the Friday before
        UNTIL_NINE,
        ASK_MEETING,
        hears=MEETING_HEARD,
    ),
    movable("meeting", Ahead(MEETING, 0, time(8)), HOUR, ASK_MEETING, hears=MEETING_HEARD),
    by_hour(
        "meeting_marks",
        MEETING_OVER,
        HOUR * 3,
        partial(trainings.ask_marks, kind=kinds.MEETING),
        hears=HEAD,
        closes=MEETING,
    ),
)
RECURRING: tuple[Recurring, ...] = (
    *GATHERINGS,
    by_hour(
        "duties.week",
        Weekly(FRIDAY, time(15), OffDay.EARLIER),
        HOUR * 5,
        duties.ask_week,
        hears=LEADERS,
    ),
    by_hour(
        "duties.chase",
        Weekly(MONDAY, time(9), OffDay.MOVED),
        HOUR * 10,
        duties.chase_week,
        hears=LEADERS,
    ),
    by_hour(
        "duties.plan",
        Monthly(25, time(9), OffDay.MOVED),
        HOUR * 10,
        duties.ask_plan,
        hears=DIRECTING,
    ),
    by_hour(
        "duties.last",
        Monthly(31, time(9), OffDay.EARLIER),
        HOUR * 10,
        duties.chase_plan,
        hears=DIRECTING,
    ),
    by_hour(
        "duties.begun",
        Monthly(1, time(9), OffDay.MOVED),
        HOUR * 10,
        duties.chase_begun,
        hears=DIRECTING,
    ),
    Recurring("training_late", Daily(time(9)), HOUR * 10, trainings.remind_marks, told=False),
    movable("report", REPORT_LEADS, HOUR * 3, reports.remind, hears=REPORTING),
    Recurring("report_overdue", REPORT_OVERDUE, 20 * DAY, reports.overdue),
    Recurring(
        "pay_day",
        PAY_DAY,
        HOUR * 10,
        reminders.pay_day,
        editable=Editable.HOUR,  # Article 16: the day is not ours
        hears=EVERYBODY,
    ),
    movable("rewards", REWARDS, HOUR * 10, rewards.ask, hears=OFFICE),
    by_hour("rewards_late", REWARDS_LATE, HOUR * 10, rewards.late, hears=DIRECTING),
    by_hour("worklog", WORKLOG, HOUR * 5, worklog.ask, hears=EVERYBODY),
    by_hour("worklog_chase", WORKLOG_CHASE, HOUR * 10, worklog.chase, hears=EVERYBODY),
    Recurring("worklog_missing", Daily(time(9)), HOUR * 10, worklog.missing, told=False),
    movable("branch_week", BRANCH_WEEK, HOUR * 10, briefs.week, hears=HEAD),
    movable("digest", DIGEST, HOUR * 10, briefs.digest, hears=EVERYBODY),
    by_hour("progress", PROGRESS, HOUR * 10, briefs.progress, hears=EVERYBODY),
    Recurring("leavers", Daily(time(0, 10)), DAY, leavers, told=False),
    Recurring("handovers", Daily(time(0, 10)), DAY, transfer.follow, told=False),
    Recurring("clients_left", Daily(time(9)), HOUR * 10, leaving.chase, told=False),
    by_hour("approvals", Daily(time(9)), HOUR * 10, chase.remind, hears=DECIDING),
    Recurring(chase.SEATS, EveryMinutes(15), timedelta(minutes=15), chase.revisit, told=False),
    by_hour("certificates", Daily(time(9)), HOUR * 10, certificates.chase, hears=EVERYBODY),
    by_hour("conduct", Daily(time(9)), HOUR * 10, conduct.remind, hears=DECIDING),
    Recurring("trainingfile", Daily(time(9)), HOUR * 10, trainingfile.daily, told=False),
    Recurring("licences", Daily(time(9)), HOUR * 10, licences.daily, told=False),
    Recurring("disputes", Daily(time(9)), HOUR * 10, disputes.remind, told=False),
    Recurring("stopped", EveryMinutes(15), HOUR, disputes.revisit, told=False),
    movable(
        "bindings",
        Weekly(MONDAY, time(9), OffDay.MOVED),
        HOUR * 10,
        bindings,
        hears=LEADERS | OFFICE,
    ),
    Recurring("audit_seal", EveryMinutes(5), HOUR, audit_seal, told=False),
    Recurring("audit_head", Daily(time(18)), 2 * DAY, audit_chain.send_head, by_day=False),
    Recurring(
        "watch", EveryMinutes(5), timedelta(minutes=5), health.watch, told=False, by_day=False
    ),
    Recurring("imported", EveryMinutes(15), HOUR, imported.tell, told=False),
    Recurring("absence", Daily(time(8, 30)), DAY, ladder.daily, told=False),
    Recurring("resignations", Daily(time(9)), HOUR * 10, daily.remind, told=False),
    Recurring(
        "appointments",
        Daily(reminding.EVENING),
        UNTIL_NINE,
        reminding.evening,
        hears=frozenset({"marketer"}) | LEADERS | OFFICE,
    ),
    Recurring("expiring", Daily(reminding.MORNING), HOUR * 10, reminding.expiring, told=False),
    Recurring(
        "soon",
        EveryMinutes(reminding.PACE // timedelta(minutes=1)),
        reminding.PACE,
        reminding.soon,
        told=False,
    ),
    Recurring("expired", Daily(time(0, 10)), DAY, reminding.expire, told=False),
    Recurring("housekeeping", Daily(time(3, 30)), DAY, housekeeping, told=False),
)
declare(RECURRING)
