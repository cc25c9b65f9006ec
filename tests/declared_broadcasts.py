"""What the services of notices to many are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

WRITTEN = (
    "guarded by who may write to whom and whose it is: tried over the posts in tests/broadcasts"
)
GOT = "guarded by whom it was sent to: tried over the posts in tests/broadcasts"

BROADCASTS = {
    "broadcasts.adding.add": WRITTEN,
    "broadcasts.adding.leave_out": WRITTEN,
    "broadcasts.adding.weigh": WRITTEN,
    "broadcasts.counting.card": WRITTEN,
    "broadcasts.counting.drawn": HOUSE,
    "broadcasts.counting.readers": HOUSE,
    "broadcasts.draft.draft": WRITTEN,
    "broadcasts.draft.drawn": HOUSE,
    "broadcasts.draft.file_name": HOUSE,
    "broadcasts.draft.may_write": WRITTEN,
    "broadcasts.draft.own_draft": WRITTEN,
    "broadcasts.drafting.choices": WRITTEN,
    "broadcasts.drafting.drop": WRITTEN,
    "broadcasts.drafting.plan": WRITTEN,
    "broadcasts.drafting.preview": WRITTEN,
    "broadcasts.drafting.reword": WRITTEN,
    "broadcasts.drafting.turn": WRITTEN,
    "broadcasts.drafting.weigh": WRITTEN,
    "broadcasts.drafting.write": WRITTEN,
    "broadcasts.letters.addressed": GOT,
    "broadcasts.letters.letter": GOT,
    "broadcasts.letters.made": HOUSE,
    "broadcasts.letters.messages": HOUSE,
    "broadcasts.letters.mine": GOT,
    "broadcasts.letters.sent_as": HOUSE,
    "broadcasts.letters.trial": WRITTEN,
    "broadcasts.letters.unread": GOT,
    "broadcasts.lists.page": WRITTEN,
    "broadcasts.lists.written": WRITTEN,
    "broadcasts.live.follow": INNER + "returns nothing",
    "broadcasts.live.touch": INNER + "returns nothing",
    "broadcasts.managing.close": WRITTEN,
    "broadcasts.managing.edit": WRITTEN,
    "broadcasts.managing.recall": WRITTEN,
    "broadcasts.managing.remind": WRITTEN,
    "broadcasts.managing.tell": INNER + "what a job does for whoever it let through",
    "broadcasts.managing.told": INNER + "what a job does for whoever it let through",
    "broadcasts.managing.weigh": WRITTEN,
    "broadcasts.reached.lacking": HOUSE,
    "broadcasts.reading.answer": GOT,
    "broadcasts.reading.read": GOT,
    "broadcasts.reading.vote": GOT,
    "broadcasts.rows.author": WRITTEN,
    "broadcasts.rows.own": WRITTEN,
    "broadcasts.sending.publish": INNER + "what a job does for whoever it let through",
    "broadcasts.sending.send": WRITTEN,
    "broadcasts.sending.stage": INNER + "what a job does for whoever it let through",
}
