"""What the services of keys, put-away clients and one's own data are for."""

from tests.declared import CONSOLE, INNER, OWN

MINE = "takes the account that asks, shows only what is stored about oneself"

PRIVACY = {
    "keys.left": CONSOLE,
    "keys.begin": CONSOLE,
    "keys.go_on": CONSOLE,
    "keys.end": CONSOLE,
    "store.ring.join": INNER + "keys that open nothing by themselves",
    "store.ring.retire": INNER + "returns nothing",
    "forgetting.acts.seal": CONSOLE,
    "forgetting.acts.opened": CONSOLE,
    "forgetting.acts.erase": CONSOLE,
    "forgetting.acts.may_erase": CONSOLE,
    "forgetting.acts.file_of": CONSOLE,
    "forgetting.acts.words": CONSOLE,
    "forgetting.subjects.of_client": CONSOLE,
    "forgetting.subjects.of_appointment": CONSOLE,
    "forgetting.subjects.states": CONSOLE,
    "forgetting.subjects.must_be_over": CONSOLE,
    "forgetting.subjects.kept_until": CONSOLE,
    "forgetting.subjects.cells": CONSOLE,
    "forgetting.subjects.files": CONSOLE,
    "forgetting.subjects.shared": CONSOLE,
    "forgetting.traces.told_apart": CONSOLE,
    "forgetting.traces.search": CONSOLE,
    "forgetting.traces.blot": CONSOLE,
    "mydata.mine": MINE,
    "mydata.kinds.questions": INNER + "asks nothing by itself: returns the questions",
    "mydata.export": OWN,
}
