"""What the services of small groups and of talks are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

OF_A_GROUP = "guarded by who made a group, is in it or is above: tried in tests/squads/test_rights"
OF_A_TALK = "guarded by who had a talk and who is above: tried in tests/talks/test_rights"

SQUADS = {
    "squads.making.choices": OF_A_GROUP,
    "squads.making.dissolve": OF_A_GROUP,
    "squads.making.lead": OF_A_GROUP,
    "squads.making.make": OF_A_GROUP,
    "squads.making.may_make": OF_A_GROUP,
    "squads.making.rename": OF_A_GROUP,
    "squads.making.turn": OF_A_GROUP,
    "squads.reading.card": OF_A_GROUP,
    "squads.reading.led": HOUSE,
    "squads.reading.of_members": HOUSE,
    "squads.reading.overview": OF_A_GROUP,
    "squads.rows.add": INNER + "returns nothing",
    "squads.rows.groups": HOUSE,
    "squads.sums.sums": HOUSE,
    "talks.reading.card": OF_A_TALK,
    "talks.reading.overview": OF_A_TALK,
    "talks.reading.talks": OF_A_TALK,
    "talks.reading.waits": OF_A_TALK,
    "talks.recording.finish": OF_A_TALK,
    "talks.recording.may_reply": OF_A_TALK,
    "talks.recording.partner": OF_A_TALK,
    "talks.recording.record": OF_A_TALK,
    "talks.recording.reply": OF_A_TALK,
    "talks.rights.may_speak": HOUSE,
}
