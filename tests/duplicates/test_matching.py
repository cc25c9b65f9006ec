"""Who counts as the same client, worked by hand, pair by pair (RULES 10).

Broken by a form of a name that is left out, one too many, or a rule of `judged` that lets in
or stops what it should not.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from services.appointments import view
from services.appointments.rows import RESERVED, STOPPED
from services.duplicates import keys
from services.store import Store
from tests.branch import TODAY, account
from tests.databases import Databases, opened
from tests.duplicates.desk import FIRST, OFFICE, SECOND, Client, books

A, B, AT = "13800006621", "13900001234", "6621"  # two phones, and the first one's tail
STOPS, TOLD, FREE = "stopped", "the office is told", "free"

Pair = tuple[str, str | None, str, str | None, str]
PAIRS: tuple[Pair, ...] = (
    # the same name
    ("王秀兰", None, "王秀兰", None, STOPS),
    ("王秀兰", None, "王秀兰", AT, STOPS),
    ("王秀兰", A, "王秀兰", None, STOPS),
    ("王秀兰", A, "王秀兰", AT, STOPS),
    ("王秀兰", A, "王秀兰", A, STOPS),
    ("王秀兰", A, "王秀兰", "1234", TOLD),
    ("张伟", A, "张伟", B, TOLD),
    ("王秀兰", None, "王 秀 兰", None, STOPS),
    ("王秀兰", None, "王秀兰。", None, STOPS),
    ("ＷＡＮＧ", None, "wang", None, STOPS),
    ("阿依古丽·买买提", None, "阿依古丽买买提", None, STOPS),
    ("John Smith", None, "JOHN  SMITH", None, STOPS),
    ("John Smith", None, "Ｊｏｈｎ　Ｓｍｉｔｈ", None, STOPS),
    ("O'Neil", None, "ONEIL", None, STOPS),
    # the same phone
    ("王秀兰", A, "李国强", A, STOPS),
    ("王秀兰", A, "李国强", "+86 138-0000-6621", STOPS),
    ("王秀兰", A, "李国强", "8613800006621", STOPS),
    ("王秀兰", A, "李国强", "008613800006621", STOPS),
    ("王秀兰", A, "李国强", "１３８００００６６２１", STOPS),
    ("王秀兰", A, "李国强", AT, FREE),
    ("王秀兰", AT, "李国强", AT, FREE),
    ("王秀兰", A, "江城贸易有限公司", A, TOLD),
    # the same sound
    ("王秀兰", None, "王秀蓝", None, TOLD),
    ("王秀兰", AT, "王秀蓝", A, STOPS),
    ("王秀兰", A, "王秀蓝", B, FREE),
    ("张伟", None, "章伟", None, TOLD),
    ("张伟", AT, "章伟", AT, STOPS),
    ("张伟", A, "章伟", B, FREE),
    ("单丽", AT, "山丽", AT, STOPS),
    ("曾勇", AT, "增勇", AT, STOPS),
    ("李乐", AT, "李月", AT, STOPS),  # 乐 is read yuè too
    ("刘行", AT, "刘航", AT, STOPS),  # 行 háng
    ("王蘭英", AT, "王兰英", AT, STOPS),  # the old characters
    ("張偉", None, "张伟", None, TOLD),
    ("陳國強", AT, "陈国强", AT, STOPS),
    ("吕布", AT, "Lü Bu", AT, STOPS),
    ("王秀兰", AT, "Wang Xiulan", AT, STOPS),
    ("王秀兰", AT, "Xiulan Wang", AT, STOPS),
    ("Wang Xiulan", None, "Xiulan Wang", None, TOLD),
    # nearly the same sound
    ("李宁", AT, "李玲", AT, STOPS),
    ("李宁", None, "李玲", None, TOLD),
    ("李宁", A, "李玲", B, FREE),
    ("刘南", AT, "刘兰", AT, STOPS),
    ("张志", AT, "臧自", AT, STOPS),
    ("陈诚", AT, "岑岑", AT, STOPS),
    ("石少", AT, "司嫂", AT, STOPS),
    ("任然", AT, "冷兰", AT, STOPS),
    ("胡芳", AT, "傅方", AT, STOPS),
    ("金静", AT, "金晋", AT, STOPS),
    ("王秀兰", AT, "黄秀兰", AT, STOPS),  # not by sound: the first character is off
    # one character off
    ("陈建国", AT, "陈建", AT, STOPS),
    ("陈建国", None, "陈建", None, TOLD),
    ("陈建国", A, "陈建", B, FREE),
    ("陈建国", AT, "陈建民", AT, STOPS),
    ("陈建国", None, "陈建民", None, TOLD),
    ("陈建国", AT, "李建国", AT, STOPS),
    ("陈建国", None, "李建国", None, FREE),  # given names are shared by too many
    ("陈建国", AT, "建国", AT, STOPS),
    ("欧阳娜娜", None, "欧阳娜", None, TOLD),
    ("欧阳娜娜", AT, "欧阳娜", AT, STOPS),
    ("欧阳娜娜", AT, "欧阳娜娜娜", AT, STOPS),
    # one character off of two: only with the same digits, and then it is no proof
    ("张伟", AT, "张强", AT, TOLD),
    ("张伟", A, "张强", AT, TOLD),
    ("张伟", AT, "李伟", AT, TOLD),
    ("张伟", None, "张强", None, FREE),
    ("张伟", A, "张强", None, FREE),
    ("张伟", A, "张强", B, FREE),
    ("张伟", AT, "伟强", AT, FREE),  # the character stands elsewhere
    ("张伟", AT, "李强", AT, FREE),
    ("张伟", AT, "张国强", AT, FREE),
    ("Xu", AT, "Wu", AT, FREE),  # letters are no characters
    ("John Smith", AT, "Jon Smith", AT, STOPS),
    ("John Smith", AT, "John Smit", AT, STOPS),
    ("John Smith", None, "Jane Smith", None, FREE),
    # companies: a name is one company's, whoever answers the phone
    ("江城贸易有限公司", None, "江城贸易有限责任公司", None, STOPS),
    ("江城贸易有限公司", A, "江城贸易有限公司", B, STOPS),
    ("江城（东）贸易有限公司", None, "江城(东)贸易有限公司", None, STOPS),
    ("江城贸易有限公司", None, "江城贸易", None, TOLD),
    ("江城贸易有限公司", AT, "江城贸易股份有限公司", AT, STOPS),
    ("江城贸易有限公司", None, "江城商贸有限公司", None, TOLD),
    ("江城贸易有限公司", A, "江城商贸有限公司", B, FREE),
    ("江城贸易有限公司", None, "云溪机械有限公司", None, FREE),
    ("River Trading Co., Ltd.", None, "River Trading Company Limited", None, STOPS),
    ("River Trading Co., Ltd.", None, "River Trading", None, TOLD),
    ("River Trading Inc", None, "River Trading Incorporated", None, STOPS),
    # others
    ("王秀兰", None, "李国强", None, FREE),
    ("王秀兰", A, "李国强", B, FREE),
    ("王秀兰", None, "赵敏", None, FREE),
    ("王芳", A, "王芳", B, TOLD),
    ("王芳", None, "王方正", None, FREE),
    ("李娜", A, "李强", B, FREE),
    ("刘洋", A, "刘洋洋", B, FREE),
)


@pytest.fixture(scope="module")
def branch(databases: Databases, filled: str) -> Iterator[Store]:
    """Return the demo's branch, in which nothing is left behind."""
    url = databases.copy(filled)
    with opened(url) as store:
        yield store
    databases.drop(url)


SEEN: dict[str, list[bool]] = {STOPS: [True], TOLD: [False], FREE: []}


def named(pair: Pair) -> str:
    return "-".join(map(str, pair))


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_a_pair(branch: Store, pair: Pair) -> None:
    one, other = Client(*pair[:2]), Client(*pair[2:4])
    for first, second in ((one, other), (other, one)):
        tried(branch, pair[4], first, second)


def tried(branch: Store, expected: str, first: Client, second: Client) -> None:
    with Session(branch.writer) as session:
        books(session, FIRST, first)
        row = books(session, SECOND, second)
        card = view.card(session, account(OFFICE), TODAY, row.id)
        session.rollback()
    assert row.state == (STOPPED if expected == STOPS else RESERVED)
    assert [one.same for one in card.about.likenesses] == SEEN[expected]


def test_there_are_enough_pairs() -> None:
    assert len(set(PAIRS)) == len(PAIRS) >= 60


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("张伟", 8),
        ("王秀兰", 10),
        ("欧阳娜娜", 12),
        ("李乐", 10),
        ("江城精密机械有限责任公司", 18),
        ("John Smith", 17),
        ("Jiangcheng Precision Machinery Co., Ltd.", 42),
    ],
)
def test_a_client_has_few_digests(branch: Store, name: str, most: int) -> None:
    del branch  # it unlocks the vault
    found = keys.digests(name, A)
    assert len(found) <= most
    assert all(name.encode() not in digest and AT.encode() not in digest for _, digest in found)
    kinds = [kind for kind, _ in found]
    assert kinds.count(keys.SOUND) <= keys.MOST_SOUNDS
    assert {kinds.count(one) for one in (keys.NAME, keys.TAIL, keys.PHONE)} == {1}
