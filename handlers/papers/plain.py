"""Text that a document can hold, whatever somebody typed."""

import re

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return the text without the characters that no XML may have."""
    return UNWRITABLE.sub("", text)
