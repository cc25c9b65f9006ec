"""What the doctor finds: a kind, and data for the sentence about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be; never a secret among the data."""

    kind: str
    data: Mapping[str, object] = field(default_factory=dict)
