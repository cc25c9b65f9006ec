"""What is declared of the topics' services, together, as `tests.test_access` wants it."""

from collections.abc import Callable

from services.store import Store
from tests.declared_approvals import APPROVALS, CONCERNING
from tests.declared_attendance import ASK_ATTENDANCE, ATTENDANCE, FOR_ATTENDANCE
from tests.declared_briefs import BRIEFS, WEEK
from tests.declared_broadcasts import BROADCASTS, GOT, WRITTEN
from tests.declared_clients import CLIENT, CLIENTS, FOR_CLIENTS, READS, SIGNED
from tests.declared_conduct import CONDUCT, OF_THE_CASE
from tests.declared_duplicates import DUPLICATES, OF_THE_DISPUTE
from tests.declared_duties import DUTIES, FILED, FILES, OF_ONES_POSTS
from tests.declared_inventory import HELD, INVENTORY, KEPT
from tests.declared_leave import ASK_LEAVE, LEAVES, SEEN
from tests.declared_privacy import MINE, PRIVACY
from tests.declared_reports import REPORT, REPORTS, WRITES
from tests.declared_resignation import LEAVING_IN_CHAT, RESIGNATION
from tests.declared_rewards import LISTED, REWARDS
from tests.declared_schedules import ONLY_OWN, SCHEDULES, SPEAKS
from tests.declared_squads import OF_A_GROUP, OF_A_TALK, SQUADS
from tests.declared_training import ASKED, LED, TRAININGS
from tests.declared_trainingfile import FILED_OWN, OF_A_FILE, TRAINING_FILES
from tests.declared_worklog import FOR_WEEKS, WORKLOG

TOPICS = {
    **APPROVALS,
    **LEAVES,
    **ATTENDANCE,
    **RESIGNATION,
    **CONDUCT,
    **CLIENTS,
    **DUPLICATES,
    **PRIVACY,
    **REPORTS,
    **BROADCASTS,
    **TRAINING_FILES,
    **SCHEDULES,
    **TRAININGS,
    **DUTIES,
    **WORKLOG,
    **BRIEFS,
    **INVENTORY,
    **REWARDS,
    **SQUADS,
}
FOR_TOPICS = {
    CONCERNING,
    SEEN,
    *FOR_ATTENDANCE,
    *LEAVING_IN_CHAT,
    OF_THE_CASE,
    OF_THE_DISPUTE,
    CLIENT,
    READS,
    SIGNED,
    MINE,
    REPORT,
    WRITES,
    GOT,
    WRITTEN,
    OF_A_FILE,
    FILED_OWN,
    SPEAKS,
    ONLY_OWN,
    ASKED,
    LED,
    FILES,
    FILED,
    OF_ONES_POSTS,
    WEEK,
    KEPT,
    LISTED,
    HELD,
    OF_A_GROUP,
    OF_A_TALK,
}
FOR_TOPICS |= FOR_CLIENTS | FOR_WEEKS
ASK_TOPICS: dict[str, Callable[[Store, int, int], object]] = {**ASK_LEAVE, **ASK_ATTENDANCE}
