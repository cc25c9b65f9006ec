"""What a client's name says, and what of it a list shows."""

import re

INSTITUTIONS = re.compile(
    r"公司|集团|企业|工厂|厂$|商行|中心|合作社|合伙|事务所|协会|学校|医院|基金|大学|研究院|"
    r"\b(?:ltd|limited|inc|co|llc|corp|company|group)\b",
    re.IGNORECASE,
)
TAIL = 2  # digits of a phone that a list shows
SHORT = 2  # characters of an institution's name that a list shows


def is_institution(name: str) -> bool:
    """Tell whether a client's name reads like an institution's."""
    return bool(INSTITUTIONS.search(name))


def masked(name: str, *, institution: bool = False) -> str:
    """Return a client's name as a list shows it: 张*, 江城**."""
    shown = name[:SHORT] if institution else name[:1]
    return shown + "*" * (SHORT if institution else 1)


def tail(phone: str) -> str:
    """Return the digits of a phone that a list shows; '' if it is not known."""
    return phone[-TAIL:]
