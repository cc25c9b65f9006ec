"""What a client is found by without being read: keyed digests of the name's forms, the phone."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, product

from sqlalchemy.orm import Session

from services import pinyin
from services.store.clients import Appointment, AppointmentKey
from services.store.vault import vault

NAME, SOUND, SLIP, SURNAME, TAIL, PHONE = ("name", "sound", "slip", "surname", "tail", "phone")
HALF = "half"  # one of two characters, together with the phone's tail
NEAR = frozenset({SOUND, SLIP, SURNAME})
MOST_SOUNDS, MOST_READINGS = 8, 3
LONGEST_PERSON = 4  # characters of a Chinese name
SHORTEST_SLIP = 3  # characters: in fewer, one left out leaves what too many share
TAIL_DIGITS, WHOLE_DIGITS, MOBILE_DIGITS = 4, 7, 11
CHINA = re.compile(r"^(?:00)?86(?=1\d{10}$)")
LEGAL = (
    (re.compile(r"\blimited\b"), "ltd"),
    (re.compile(r"\bcompany\b"), "co"),
    (re.compile(r"\bincorporated\b"), "inc"),
    (re.compile(r"\bcorporation\b"), "corp"),
    (re.compile("有限责任公司"), "有限公司"),  # the law has one form by both names
)
FORMS = re.compile(r"(?:\s*(?:股份|集团|有限|责任|公司|\b(?:co|ltd|inc|corp|llc)\b))+$")
FOLDS = (
    *(("v", "u"), ("yu", "u"), ("zh", "z"), ("ch", "c"), ("sh", "s")),
    *(("ng", "n"), ("n", "l"), ("r", "l"), ("f", "h")),
)
"""What speakers of many dialects and input methods mix up, in this order."""


def digests(name: str, phone: str) -> frozenset[tuple[str, bytes]]:
    """Return the kinds and digests that a client can be found by."""
    index = vault().index
    return frozenset(
        (kind, index(f"appointment.{kind}:{text}")) for kind, text in forms(name, phone)
    )


def keep(session: Session, row: Appointment) -> None:
    """Write down what an appointment is found by."""
    for kind, digest in sorted(digests(row.name, row.phone)):
        session.add(AppointmentKey(appointment_id=row.id, kind=kind, digest=digest))
    session.flush()


def forms(name: str, phone: str) -> Iterator[tuple[str, str]]:
    """Yield what is digested, by kind; the same one may come twice."""
    exact = plain(name)
    yield NAME, exact
    yield from ((SOUND, one) for one in sounds(name))
    yield from ((SLIP, one) for one in slips(name))
    yield SURNAME, exact
    if len(exact) >= SHORTEST_SLIP:
        yield SURNAME, exact[1:]
    digits = _digits(phone)
    if len(digits) >= TAIL_DIGITS:
        yield TAIL, digits[-TAIL_DIGITS:]
        yield from ((HALF, one + digits[-TAIL_DIGITS:]) for one in halves(exact))
    if len(digits) >= WHOLE_DIGITS:
        yield PHONE, digits


def plain(name: str) -> str:
    """Return a name without regard to width, case, spaces, marks and how 有限公司 is written."""
    return "".join(one for one in _legal(name) if one.isalnum())


def sounds(name: str) -> set[str]:
    """Return how a name may sound, with what is mixed up folded into one.

    A name in Latin letters also with its last word first, as families come first in Chinese.
    """
    words = _words(name)
    if "".join(words).isascii():
        return {fold("".join(words)), fold("".join([*words[-1:], *words[:-1]]))}
    signs = pinyin.read(plain(name))
    read = [{fold(one): one for one in sign[: _most(signs)]}.values() for sign in signs]
    return {fold("".join(one)) for one in islice(product(*read), MOST_SOUNDS)}


def slips(name: str) -> set[str]:
    """Return what names with one character off have in common, the first character right.

    A company also without what says its legal form.
    """
    exact = plain(name)
    places = range(1, len(exact)) if len(exact) >= SHORTEST_SLIP else ()
    stem = plain(FORMS.sub("", " ".join(_words(name))))
    return {exact, stem or exact, *(exact[:at] + exact[at + 1 :] for at in places)}


def halves(exact: str) -> list[str]:
    """Return what two-character names with the other character replaced have in common."""
    if len(exact) != SHORTEST_SLIP - 1 or exact.isascii():
        return []
    return [f"{exact[0]}?", f"?{exact[1]}"]


def fold(letters: str) -> str:
    """Return letters with those that are mixed up made one."""
    for one, other in FOLDS:
        letters = letters.replace(one, other)
    return letters


def _most(signs: Sequence[object]) -> int:
    """Return how many readings of a character count: fewer in what is too long for a person."""
    return MOST_READINGS if len(signs) <= LONGEST_PERSON else 1


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", _legal(name))


def _legal(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().replace("ü", "v")
    for wording, one in LEGAL:
        text = wording.sub(one, text)
    return text


def _digits(phone: str) -> str:
    bare = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return CHINA.sub("", bare)
