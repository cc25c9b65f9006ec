"""People are found by how their names are written, how they sound, and by their 工号.

Names are in hand only while they are compared: what is kept between searches is how single
characters are read.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import takewhile

_READ_AS_SURNAMES = """
    单:shan 解:xie 仇:qiu 曾:zeng 查:zha 区:ou 盖:ge/gai 覃:qin/tan 翟:zhai/di 缪:miao 隗:wei/kui
    乜:nie 召:shao 员:yun 种:chong 洗:xian 繁:po 祭:zhai 秘:bi 折:she 朴:piao 卜:bu 都:du 能:nai
    阚:kan 郇:xun/huan 牟:mou/mu 乐:yue/le 薄:bo 柏:bai/bo 莘:shen/xin 黑:he 句:gou 谌:chen/shen
    宓:mi/fu 重:chong 那:na 佴:nai
"""  # otherwise than elsewhere; two readings where families differ
SURNAMES = dict(pair.split(":") for pair in _READ_AS_SURNAMES.split())
SHORTEST_TYPO = 4  # letters: in fewer, one that is off is another name
SHORTEST_SLIP = 3  # characters: likewise


class Rank(IntEnum):
    """How somebody matches what was typed; the lower, the better."""

    NUMBER = 1  # the 工号, or its digits
    NAME = 2
    NAME_PREFIX = 3
    INITIALS = 4  # of every character
    PINYIN = 5  # of the whole name
    PINYIN_PREFIX = 6  # also characters, syllables and initials mixed, from the name's start
    PART = 7  # characters or whole syllables from the second character on
    NUMBER_PREFIX = 8
    OTHER_READING = 9  # one of 4 to 7 if a character is read as it seldom is
    SOUND = 10  # other characters that sound the same
    ONE_OFF = 11  # one character of the name, or one letter of its pinyin, is off


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of a name, how it is read in it, the likeliest first, and how anywhere."""

    character: str
    usual: tuple[str, ...]
    possible: tuple[str, ...]


_Pieces = Callable[[_Sign], Collection[str]]


def matches(name: str, number: str, typed: str) -> Rank | None:
    """Return how a person matches what was typed, if at all.

    What is typed is read without regard to width, case, spaces and marks; ü may be v, u or yu.
    """
    wanted, name, number = _plain(typed), _plain(name), _plain(number)
    if not wanted:
        return None
    digits = re.sub(r"^\D+", "", number)
    numbers = {number, digits, digits.lstrip("0")}
    signs = _signs(name)
    return (
        (Rank.NUMBER if wanted in numbers else None)
        or (Rank.NAME if name == wanted else None)
        or (Rank.NAME_PREFIX if name.startswith(wanted) else None)
        or _sounds(wanted, signs, lambda sign: sign.usual)
        or (Rank.NUMBER_PREFIX if any(one.startswith(wanted) for one in numbers) else None)
        or (_sounds(wanted, signs, lambda sign: sign.possible) and Rank.OTHER_READING)
        or _nearly(wanted, signs)
    )


def _sounds(wanted: str, signs: Sequence[_Sign], read: _Pieces) -> Rank | None:
    """Return the best of the ranks by sound."""

    def initials(sign: _Sign) -> set[str]:
        return {reading[0] for reading in read(sign)}

    def beginnings(sign: _Sign) -> set[str]:
        readings = read(sign)
        return {sign.character, *(one[:end] for one in readings for end in range(1, len(one) + 1))}

    def whole(sign: _Sign) -> set[str]:
        return {sign.character, *read(sign)}

    if len(signs) in _reach(wanted, signs, initials):
        return Rank.INITIALS
    if len(signs) in _reach(wanted, signs, read):
        return Rank.PINYIN
    if any(_reach(wanted, signs, beginnings)):
        return Rank.PINYIN_PREFIX
    if any(any(_reach(wanted, signs[start:], whole)) for start in range(1, len(signs))):
        return Rank.PART
    return None


def _reach(wanted: str, signs: Sequence[_Sign], pieces: _Pieces) -> Iterator[int]:
    """Yield after how many signs all that is wanted can be used up, a piece for each sign."""
    ends = {0}
    for count, sign in enumerate(signs, start=1):
        found = pieces(sign)
        ends = {at + len(one) for at in ends for one in found if wanted.startswith(one, at)}
        if len(wanted) in ends:
            yield count


def _nearly(wanted: str, signs: Sequence[_Sign]) -> Rank | None:
    """Return whether it sounds the same in other characters, or one character is off."""
    if wanted.isascii():
        given = "".join(sign.usual[0] for sign in signs[1:])
        off = any(_one_off(wanted, one + given) for first in signs[:1] for one in first.usual)
        return Rank.ONE_OFF if off and len(wanted) >= SHORTEST_TYPO else None
    same = len(wanted) == len(signs) and all(
        one == sign.character or set(_readings(one)) & set(sign.usual)
        for one, sign in zip(wanted, signs, strict=True)
    )
    if same:
        return Rank.SOUND
    long = max(len(wanted), len(signs)) >= SHORTEST_SLIP
    off = long and _one_off(wanted, "".join(sign.character for sign in signs))
    return Rank.ONE_OFF if off else None


def _one_off(one: str, other: str) -> bool:
    """Tell whether a character is missing, too many or another, or two neighbours are swapped."""
    start = _alike(one, other)
    one, other = one[start:][::-1], other[start:][::-1]
    end = _alike(one, other)
    one, other = one[end:], other[end:]
    return max(len(one), len(other)) <= 1 or (len(one) == len("ab") and one == other[::-1])


def _alike(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )


def _signs(name: str) -> tuple[_Sign, ...]:
    """Return the name's characters, read as in words that they form or as they mostly are."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary is big, searches are few

    heard = lazy_pinyin(name, errors=list)  # type: ignore[arg-type] # a list is documented too
    read = [_spellings((said, _readings(one)[0])) for one, said in zip(name, heard, strict=True)]
    if surname := SURNAMES.get(name[:1]):
        read[0] = _spellings(surname.split("/"))
    return tuple(
        _Sign(one, usual, (*usual, *_readings(one))) for one, usual in zip(name, read, strict=True)
    )


def sound(character: str) -> str:
    """Return how a character is mostly read, in letters; nothing if it has no known reading."""
    read = _readings(character)[0]
    return "" if read == character else read


def read(name: str) -> tuple[tuple[str, ...], ...]:
    """Return how each character of a name may be read, the likeliest first; itself if not at all.

    The first one, the family's, only as families read it.
    """
    signs = _signs(_plain(name))
    return tuple(one.possible if at else one.usual for at, one in enumerate(signs))


@cache
def _readings(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - the same

    return _spellings(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _spellings(syllables: Iterable[str]) -> tuple[str, ...]:
    """Return the syllables, ü (pypinyin's v) also as u and as in passports, yu."""
    spelt = (one.replace("v", u) for one in syllables for u in ("v", "u", "yu"))
    return tuple(dict.fromkeys(spelt))


def _plain(text: str) -> str:
    lower = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(one for one in lower if one.isalnum())
