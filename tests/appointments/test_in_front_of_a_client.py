"""Registering costs at most five questions and twelve taps or messages, told by the transcripts.

Broken by one more question in the form, or a pick that is missing.
"""

import re
from pathlib import Path

import pytest

from handlers.appointments import behalf, form
from handlers.forms import Form

FOLDER = Path(__file__).parent.parent / "conversations" / "appointments"
QUESTIONS, ACTS = 5, 12
PLACE = re.compile(r"\s(\d)/(\d)$", re.MULTILINE)


def acts(script: str, who: str, begins: str, ends: str) -> tuple[int, int]:
    """Return how many taps and messages it took, and how many questions there were."""
    text = (FOLDER / script).read_text("utf-8")
    told = text[text.index(begins) : text.index(ends) + len(ends)]
    questions = {int(total) for _, total in PLACE.findall(told)}
    return len(re.findall(rf"(?m)^{who}: ", told)), max(questions)


@pytest.mark.parametrize(
    ("script", "who", "begins", "ends", "least"),
    [
        ("registered.txt", "张伟", "张伟: /book", "张伟: [提交]", 7),
        ("behalf.txt", "何晓燕", "何晓燕: /arrivals", "何晓燕: [提交]", 8),
        ("life_english.txt", "张伟", "张伟: /book", "张伟: [Submit]", 6),
    ],
)
def test_taps_and_questions(script: str, who: str, begins: str, ends: str, least: int) -> None:
    taps, questions = acts(script, who, begins, ends)
    assert least <= taps <= ACTS
    assert questions <= QUESTIONS


@pytest.mark.parametrize("one", [form.FORM, behalf.FORM], ids=lambda one: str(one.name))
def test_no_form_asks_more(one: Form) -> None:
    assert sum(question.asked for question in one.questions) == QUESTIONS
