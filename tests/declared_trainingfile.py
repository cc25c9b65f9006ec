"""What the services of training files and licences are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

FILED = "guarded by who keeps and who reads a file: tried over the matrix in tests/trainingfile"
FILED_OWN = "takes the account that asks: counts what it keeps and has"

TRAINING_FILES = {
    "trainingfile.chase.daily": INNER + "the timetable's",
    "trainingfile.concluding.conclude": FILED,
    "trainingfile.concluding.hand_in": FILED,
    "trainingfile.concluding.names": FILED,
    "trainingfile.filled.fill": HOUSE,
    "trainingfile.filled.fixed_pay": HOUSE,
    "trainingfile.issuing.issue": FILED,
    "trainingfile.issuing.prepare": FILED,
    "trainingfile.issuing.take": FILED,
    "trainingfile.reading.card": FILED,
    "trainingfile.reading.drawn": HOUSE,
    "trainingfile.reading.lines": HOUSE,
    "trainingfile.reading.listing": FILED,
    "trainingfile.reading.of_others": HOUSE,
    "trainingfile.reading.of_person": FILED,
    "trainingfile.reading.to_list": HOUSE,
    "trainingfile.recording.kept": HOUSE,
    "trainingfile.recording.open_file": FILED,
    "trainingfile.recording.record_exam": FILED,
    "trainingfile.recording.record_level": FILED,
    "trainingfile.rights.desk": HOUSE,
    "trainingfile.rows.entries": HOUSE,
    "trainingfile.rows.note": INNER + "returns nothing",
    "trainingfile.rows.of": HOUSE,
    "trainingfile.rows.opened": HOUSE,
    "trainingfile.rows.standing": HOUSE,
    "trainingfile.rows.tell": INNER + "returns nothing",
    "trainingfile.waiting.waits": FILED_OWN,
    "licences.chase.daily": INNER + "the timetable's",
    "licences.reading.current": FILED,
    "licences.reading.expiring": FILED,
    "licences.reading.last": HOUSE,
    "licences.reading.of_person": FILED,
    "licences.reading.soon": HOUSE,
    "licences.reading.waits": FILED_OWN,
    "licences.recording.record": FILED,
    "licences.recording.reveal": FILED,
    "licences.rows.in_force": HOUSE,
}
