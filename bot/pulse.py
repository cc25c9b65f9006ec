"""When this process last did what it is for, as its health and its watchdog see it."""

from dataclasses import dataclass, field


@dataclass
class Pulse:
    """Seconds of the loop's clock at which each kind of work last succeeded."""

    beats: dict[str, float] = field(default_factory=dict)

    def beat(self, what: str, now: float) -> None:
        """Note a success."""
        self.beats[what] = now

    def age(self, what: str, now: float) -> float | None:
        """Return how long ago it last succeeded; none if it is not this process's to do."""
        return now - self.beats[what] if what in self.beats else None

    def stop(self, what: str) -> None:
        """Note that it is another process's now."""
        self.beats.pop(what, None)
