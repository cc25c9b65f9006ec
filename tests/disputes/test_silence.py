"""Nothing of the earlier one reaches the later one, nor the other way round: all that is said.

Broken by a name, a moment, an amount or a phone of one side on any screen or notice of the other.
"""

import asyncio
import re

from bot.app import TOPICS
from tests import branch
from tests.databases import Databases
from tests.stage import Stage

EARLIER, LATER = "司马相如", "卓文君金丝雀"
PHONE = "13912345678"
SCENE = f"""
张伟: /book
张伟: {EARLIER}
张伟: 77万
张伟: 11-19 15:45
张伟: [陪同]
张伟: [✎ 电话]
张伟: {PHONE}
张伟: [提交]
陆天宇: /known {EARLIER}
陆天宇: /known {LATER} {PHONE}
陆天宇: /book
陆天宇: {LATER}
陆天宇: 66万
陆天宇: 11-18 13:10
陆天宇: [陪同]
陆天宇: [✎ 电话]
陆天宇: {PHONE}
陆天宇: [提交]
陆天宇: [知道了]
陆天宇: [{LATER[0]}*（尾号 78）]
陆天宇: [提出争议]
陆天宇: 后来者说的
陆天宇: 《邀请函.pdf》
陆天宇: [提交]
张伟: [陈述]
张伟: 先来者说的
张伟: 《邀请函2.jpg》
张伟: [提交]
张伟: [看争议]
张伟: [看材料（1）]
张伟: /bookings
张伟: [{EARLIER[0]}*（尾号 78）]
陆天宇: [看争议]
陆天宇: [看材料（1）]
陆天宇: [看第 1 件]
陆天宇: /approvals
陆天宇: [我提出的]
陆天宇: [归属争议 陆天宇]
吴建波: [去裁定]
吴建波: [同意]
张伟: [看争议]
张伟: /bookings
张伟: /today
陆天宇: [看争议]
陆天宇: /bookings
陆天宇: /today
"""
OF_EARLIER = ("张伟", "相如", "77万", "770,000", "15:45", "11月19日", "听涛", "先来者说的")
OF_LATER = ("陆天宇", "卓", "66万", "660,000", "13:10", "11月18日", "南湾", "后来者说的", ".pdf")


def test_neither_side_learns_anything_of_the_other(databases: Databases, filled: str) -> None:
    url = databases.copy(filled)
    stage = Stage(url, TOPICS, branch.NOW, cast=branch.CAST)
    asyncio.run(stage.play(SCENE.strip().splitlines()))
    heard = {number: said(stage, number) for number in (31, 44, 4)}
    databases.drop(url)
    assert "已裁定：客户不归您" in heard[31]
    assert "已裁定：客户归您" in heard[44]
    assert {one for one in OF_EARLIER if one in heard[44]} == set()
    assert {one for one in OF_LATER if one in heard[31]} == set()
    assert {"张伟", "陆天宇", "15:45", "13:10", "先来者说的"} <= {
        one for one in (*OF_EARLIER, *OF_LATER) if one in heard[4]
    }
    assert {one for one in ("相如", "文君", PHONE) if one in heard[4]} == set()
    assert PHONE not in "".join(button_data(stage))
    assert not re.search(r"相如|文君", "".join(button_data(stage)))


def said(stage: Stage, account: int) -> str:
    """Return all that the bot said to somebody, buttons and names of files included."""
    shown = (event.shown for event in stage.telegram.events if event.chat_id == account)
    return "\n".join(str(one) for one in shown if one and one["from"]["is_bot"])


def button_data(stage: Stage) -> list[str]:
    """Return what stands behind every button that anybody was given."""
    shown = (str(event.shown) for event in stage.telegram.events)
    return [found for one in shown for found in re.findall(r"'callback_data': '([^']*)'", one)]
