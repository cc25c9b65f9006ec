"""Every finding has a sentence, and every sentence a finding."""

from pathlib import Path

from bot import doctor
from handlers.console_doctor import FINDINGS


def test_no_sentence_is_idle() -> None:
    folder = Path(str(doctor.__file__)).parent
    sources = "".join(one.read_text("utf-8") for one in folder.glob("*.py"))
    assert [kind for kind in FINDINGS if f'"{kind}"' not in sources] == []
