"""The buttons of briefs."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True)
class Week(Button):
    """Have the branch's week computed."""

    tag: ClassVar[str] = "bwk"
