"""What is counted of this process, for Prometheus; numbers only, nobody's."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
UPDATES = Counter("bot_updates", "Updates kept", registry=REGISTRY)
SET_ASIDE = Counter("bot_updates_set_aside", "Updates given up", registry=REGISTRY)
ANSWER_SECONDS = Histogram(
    "bot_answer_seconds", "From an update's turn to its end", registry=REGISTRY
)
SENT = Counter("bot_messages", "Messages sent", ["rank"], registry=REGISTRY)
HALTS = Counter("bot_halts", "Answers 429 of the Bot API", registry=REGISTRY)
REPEATED = Counter("bot_repeated", "Messages sent again after a lost answer", registry=REGISTRY)
NOTICES = Counter("bot_notices", "Notices settled", ["how"], registry=REGISTRY)
AGES = Gauge("bot_age_seconds", "Ages as the health page tells them", ["what"], registry=REGISTRY)
