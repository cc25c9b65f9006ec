"""A long text becomes messages that Telegram takes, and nothing of it is lost.

Broken by a cut that counts characters instead of UTF-16 units, or loses what is at a cut.
"""

from random import Random

import pytest

from services.broadcasts.parts import PART, parts, tidied, title, units


@pytest.mark.parametrize("text", ["a", "一" * PART, "一" * (PART + 1), "😀" * PART, "行\n" * PART])
def test_parts_join_to_the_text(text: str) -> None:
    found = parts(text)
    assert "".join(found) == text
    assert all(0 < units(one) <= PART for one in found)
    assert len(found) == -(-units(text) // PART)


def test_a_cut_is_at_the_end_of_a_paragraph_if_there_is_one() -> None:
    first, second = "一" * 3000 + "\n\n", "二" * 1000
    assert parts(first + second) == [first, second]


def test_random_texts_lose_nothing() -> None:
    random = Random(7)  # noqa: S311 - no secret
    for _ in range(50):
        text = "".join(random.choices("一二a \n😀<&", k=random.randint(1, 9000)))
        assert "".join(parts(text)).strip() == text.strip()


def test_the_title_is_the_first_line_cut_short() -> None:
    assert title("  周三\n第二行") == "周三"
    assert title("一" * 30) == "一" * 30
    assert title("一" * 31) == "一" * 29 + "…"
    assert tidied(" a\n\n \n\nb\n") == "a\n\nb"
