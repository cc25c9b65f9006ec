"""What the services of imports and long work are for, as `tests.test_access` wants it declared."""

GUARDED = "guarded by viewer: tried over the whole matrix"
OFFICE = "for the back office only: tried with every post"
OWN = "takes the account that asks: only one's own"
CONSOLE = "the command line only"
INNER = "inner: "

WORK = {
    "facts.discard.dead": INNER + "numbers of batches",
    "facts.discard.staged_rows": INNER + "ids of rows",
    "facts.discard.unstage": INNER + "returns nothing",
    "facts.discard.mark_dropped": INNER + "returns nothing",
    "facts.release.release": INNER + "returns nothing",
    "facts.live.look": INNER + "which view a session has",
    "facts.live.view": INNER + "which view a session has",
    "imports.office": OFFICE,
    "imports.receive": OFFICE,
    "imports.confirm": OFFICE,
    "imports.discard": OFFICE,
    "imports.batches.batches": OFFICE,
    "imports.batches.batch": OFFICE,
    "imports.batches.unreleased": OFFICE,
    "imports.batches.release": OFFICE,
    "imports.batches.take_back": OFFICE,
    "imports.steps.keep": INNER + "what a job does, for whom it asks anew",
    "imports.steps.checked": INNER + "what a job does, for whom it asks anew",
    "imports.steps.begin": INNER + "what a job does, for whom it asks anew",
    "imports.steps.publish": INNER + "what a job does after `begin`",
    "imports.steps.forget": INNER + "returns nothing",
    "jobs.asked": INNER + "a job of the account",
    "files.keep": INNER + "what a job keeps",
    "files.kept": INNER + "a file of a job",
    "files.piece": INNER + "a file of a job",
    "files.drop": INNER + "returns nothing",
    "jobs.add": INNER + "a job of whoever asks",
    "jobs.waiting": INNER + "whether there is work",
    "jobs.claim": INNER + "what the worker does",
    "jobs.carry": INNER + "what the worker does",
    "jobs.note": INNER + "what the worker does",
    "jobs.finish": INNER + "what the worker does",
    "jobs.settle": INNER + "what the worker does",
    "jobs.put_back": INNER + "what the worker does",
    "notices.tell": INNER + "returns nothing",
    "notices.tell_chat": INNER + "returns nothing",
    "notices.cancel": INNER + "returns nothing",
    "notices.call_back": INNER + "returns nothing",
}
