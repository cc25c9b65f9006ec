"""What the services of training files and licences are for, as `tests.test_access` wants it."""

from tests.declared import INNER
from tests.declared_approvals import HOUSE

OF_A_FILE = (
    "guarded by who keeps and who reads a file: tried over the matrix in tests/trainingfile"
)
FILED_OWN = "takes the account that asks: counts what it keeps and has"

TRAINING_FILES = {
    "trainingfile.chase.daily": INNER + "the timetable's",
    "trainingfile.concluding.conclude": OF_A_FILE,
    "trainingfile.concluding.hand_in": OF_A_FILE,
    "trainingfile.concluding.names": OF_A_FILE,
    "trainingfile.filled.fill": HOUSE,
    "trainingfile.filled.fixed_pay": HOUSE,
    "trainingfile.issuing.issue": OF_A_FILE,
    "trainingfile.issuing.prepare": OF_A_FILE,
    "trainingfile.issuing.take": OF_A_FILE,
    "trainingfile.reading.card": OF_A_FILE,
    "trainingfile.reading.drawn": HOUSE,
    "trainingfile.reading.lines": HOUSE,
    "trainingfile.reading.listing": OF_A_FILE,
    "trainingfile.reading.of_others": HOUSE,
    "trainingfile.reading.of_person": OF_A_FILE,
    "trainingfile.reading.to_list": HOUSE,
    "trainingfile.recording.kept": HOUSE,
    "trainingfile.recording.open_file": OF_A_FILE,
    "trainingfile.recording.record_exam": OF_A_FILE,
    "trainingfile.recording.record_level": OF_A_FILE,
    "trainingfile.rights.desk": HOUSE,
    "trainingfile.rows.entries": HOUSE,
    "trainingfile.rows.note": INNER + "returns nothing",
    "trainingfile.rows.of": HOUSE,
    "trainingfile.rows.opened": HOUSE,
    "trainingfile.rows.standing": HOUSE,
    "trainingfile.rows.tell": INNER + "returns nothing",
    "trainingfile.waiting.waits": FILED_OWN,
    "licences.chase.daily": INNER + "the timetable's",
    "licences.reading.current": OF_A_FILE,
    "licences.reading.expiring": OF_A_FILE,
    "licences.reading.last": HOUSE,
    "licences.reading.of_person": OF_A_FILE,
    "licences.reading.soon": HOUSE,
    "licences.reading.waits": FILED_OWN,
    "licences.recording.record": OF_A_FILE,
    "licences.recording.reveal": OF_A_FILE,
    "licences.rows.in_force": HOUSE,
}
