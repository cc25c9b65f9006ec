"""The notice of new staff: what each copy says, that it is issued and sent once, numbered.

Broken by pay on trading's copy, a second notice, a number given twice, a notice that moved on.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from handlers.papers import staff_notice
from services import files
from services.store import Store
from services.store.talk import Audit
from services.store.trainingfile import StaffNotice
from services.trainingfile import issuing
from services.trainingfile.filled import Filled
from services.trainingfile.recording import MovedOnError
from services.trainingfile.rights import FINANCE, TRADING
from tests.papers.reading import CHINESE, ENGLISH, docx_rows, pdf_text, squeezed
from tests.trainingfile import (
    FILLED,
    LIN,
    OTHER,
    PDF,
    ZHOU,
    at,
    concluded,
    issued,
    listed,
    opened,
    passed,
    sat,
    state,
    told,
    trained,
    whole,
)

BOTH = (
    *("黎晓舟", "JC060", "营销经理岗", "岚屿银行渡口支行", "项目三部", "劳动合同"),
    *("2026年11月4日", "2026年11月9日", "林慧敏", "2026-007", "第20条", "江城营业部"),
)
PAY = ("800.00", "见习客户经理", "固定报酬")
RIGHTS = ("不开通交易委托",)


def text(form: Filled, *, trading: bool) -> str:
    (page,) = pdf_text(staff_notice.as_pdf(form, CHINESE, trading=trading))
    return squeezed(page)


def test_each_copy_says_what_its_department_needs_and_no_more() -> None:
    finance, trading = text(FILLED, trading=False), text(FILLED, trading=True)
    for one in map(squeezed, BOTH):
        assert one in finance
        assert one in trading
    assert [one for one in PAY if one in finance] == [*PAY]
    assert [one for one in PAY if one in trading] == []
    assert [one for one in RIGHTS if one in trading] == [*RIGHTS]
    assert [one for one in RIGHTS if one in finance] == []
    assert "假定值" in finance
    assert "假定值" not in text(replace(FILLED, assumed=False), trading=False)


@pytest.mark.parametrize("trading", [False, True])
def test_word_says_the_same(trading: bool) -> None:  # noqa: FBT001 - a parameter
    made = staff_notice.as_docx(FILLED, CHINESE, trading=trading)
    cells = squeezed("".join(one for row in docx_rows(made) for one in row))
    for one in map(squeezed, BOTH):
        assert one in cells
    assert ("800.00" in cells) is not trading


def test_without_fixed_pay_or_with_none_set_it_says_so() -> None:
    assert "固定报酬无" in text(replace(FILLED, fixed_pay=False, pay=None), trading=False)
    assert "尚未配置" in text(replace(FILLED, pay=None, assumed=False), trading=False)


def test_in_english_it_is_english() -> None:
    (page,) = pdf_text(staff_notice.as_pdf(FILLED, ENGLISH, trading=False))
    assert "财务" not in page


def test_it_is_filled_from_the_records_and_kept(filled_store: Store) -> None:
    file = whole(filled_store)
    row = filled_store.call(lambda s: s.scalars(select(StaffNotice)).one())
    kept = Filled.of(row)
    assert (kept.name, kept.staff, kept.department) == ("黎晓舟", "JC060", "项目三部")
    assert (kept.contract, kept.grade, kept.pay) == ("full_time", "trainee", Decimal(800))
    assert (kept.year, kept.number, kept.issued_on) == (2026, 1, date(2026, 11, 5))
    assert filled_store.call(files.piece, row.finance_id, 0) == PDF.content
    assert filled_store.call(files.piece, row.trading_id, 0) == OTHER.content
    assert filled_store.call(issuing.take, ZHOU, at(11, 6), file, FINANCE) == kept
    chosen = select(func.count(Audit.id)).where(Audit.what == "training.copy")
    assert filled_store.call(lambda s: s.scalar(chosen)) == 1


def test_each_department_and_the_issuer_get_each_copy_once(filled_store: Store) -> None:
    file = whole(filled_store)
    with pytest.raises(MovedOnError):
        issued(filled_store, file, at(11, 5, 10))
    sent = told(filled_store, issuing.SENT)
    finance = sorted(who for who, key in sent if FINANCE in key)
    trading = sorted(who for who, key in sent if TRADING in key)
    assert (finance, trading) == (["JC002", "JC003"], ["JC002", "JC004"])
    assert filled_store.call(lambda s: s.scalar(select(func.count(StaffNotice.id)))) == 1


def test_two_at_once_issue_one(filled_store: Store) -> None:
    file = passed(filled_store, date(2026, 11, 2))
    listed(filled_store, at(11, 3))
    concluded(filled_store, file, at(11, 4))
    shown = filled_store.call(issuing.prepare, LIN, date(2026, 11, 5), file)
    assert issued(filled_store, file, at(11, 5)).done
    copies = {"finance": PDF, "trading": OTHER}
    again = filled_store.call(issuing.issue, LIN, at(11, 5), shown, **copies)
    assert not again.done
    assert again.card.issued
    assert len(told(filled_store, issuing.SENT)) == 4


def test_a_contract_put_right_meanwhile_is_not_issued_as_it_was(filled_store: Store) -> None:
    file = passed(filled_store, date(2026, 11, 2))
    listed(filled_store, at(11, 3))
    concluded(filled_store, file, at(11, 3))
    shown = filled_store.call(issuing.prepare, LIN, date(2026, 11, 5), file)
    concluded(filled_store, file, at(11, 4))
    copies = {"finance": PDF, "trading": OTHER}
    assert not filled_store.call(issuing.issue, LIN, at(11, 5), shown, **copies).done
    assert state(filled_store) == "contracted"
    assert told(filled_store, issuing.SENT) == []


def test_a_number_that_was_given_meanwhile_is_not_given_twice(filled_store: Store) -> None:
    made = []
    for number in ("JC060", "JC056"):
        file = opened(filled_store, number=number)
        trained(filled_store, file)
        sat(filled_store, file, date(2026, 11, 2))
        made.append(file)
    listed(filled_store, at(11, 3))
    for file in made:
        concluded(filled_store, file, at(11, 4))
    shown = filled_store.call(issuing.prepare, LIN, date(2026, 11, 5), made[0])
    assert issued(filled_store, made[1], at(11, 5)).done
    copies = {"finance": PDF, "trading": OTHER}
    assert not filled_store.call(issuing.issue, LIN, at(11, 5), shown, **copies).done
    done = issued(filled_store, made[0], at(11, 5))
    assert done.card.issued
    assert done.card.issued.number == 2
