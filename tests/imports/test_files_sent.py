"""What may become of a file: gone, too large after all, nobody decides, no right left."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.stand_in import refused
from bot.stand_in.world import Chat
from services.facts import save
from services.facts.save import OutdatedPreviewError
from services.imports import steps
from services.store import Store, changes, work
from services.store.people import Terms
from services.store.talk import Audit
from tests.imports.desk import CLIENTS, ROWS, Desk
from tests.stage import BEGIN

XLSX = "报表.XLSX"


@changes
def dismiss(session: Session) -> None:
    """Take the post of the back office from everybody."""
    session.execute(update(Terms).where(Terms.posts == "back_office").values(posts="office"))


def audited(store: Store) -> list[str]:
    with Session(store.reader) as session:
        return [row.what for row in session.query(Audit).order_by(Audit.at)]


async def test_gone_at_telegram(desk: Desk) -> None:
    await desk.sends()
    desk.telegram.fail_next("getFile", refused(400, "Bad Request: wrong file_id"))
    assert await desk.works() == "文件取不到了，请再发一次。"


async def test_too_large_after_all(desk: Desk) -> None:
    await desk.sends()
    desk.telegram.fail_next("getFile", refused(400, "Bad Request: file is too big"))
    assert await desk.works() == "文件超过 20 MB，请分成几个文件。"


async def test_telegram_is_away_for_a_while(desk: Desk) -> None:
    await desk.sends()
    desk.telegram.fail_next("getFile", *[refused(502, "Bad Gateway")] * 2)
    assert [await desk.works() for _ in range(2)] == ["", ""]
    assert "新增 3 行" in await desk.works()


async def test_telegram_stays_away(desk: Desk) -> None:
    await desk.sends()
    desk.telegram.fail_next("getFile", *[refused(502, "Bad Gateway")] * 3)
    said = [await desk.works() for _ in range(4)]
    assert said == ["", "", "Telegram 没有回应，没有完成。请稍后再试一次。", ""]


async def test_a_file_that_is_no_workbook_inside(desk: Desk) -> None:
    await desk.sends(XLSX, b"PK nothing")
    assert "这不是能读的表格" in await desk.works()
    assert desk.kept == (0, 0)


async def test_what_nobody_decided_on_goes_after_a_week(desk: Desk) -> None:
    await desk.sends()
    await desk.works()
    await desk.sends("有错.csv")
    await desk.works()
    assert desk.kept == (2, 2)
    steps.sweep(desk.store, BEGIN + timedelta(days=6))
    assert desk.kept == (2, 2)
    steps.sweep(desk.store, BEGIN + timedelta(days=8))
    assert (desk.kept, desk.count(work.Job)) == ((0, 0), 0)
    assert "此卡片已更新" in await desk.presses("保存")


async def test_a_workbook_that_goes_back_is_audited_and_can_be_saved(desk: Desk) -> None:
    await desk.sends("有错.csv")
    await desk.works()
    here: Chat = desk.person.here
    (back,) = [one for one in here.shown() if "document" in one.content and one.sender.is_bot]
    assert back.content["document"]["file_name"] == "有错-备注.xlsx"
    assert not back.protected
    assert audited(desk.store) == ["import.remarks"]


async def test_the_preview_cannot_be_forwarded(desk: Desk) -> None:
    await desk.sends()
    await desk.works()
    assert desk.person.here.shown()[-1].protected


async def test_who_lost_the_post_meanwhile_saves_nothing(desk: Desk) -> None:
    await desk.sends()
    await desk.works()
    await desk.presses("保存")
    desk.store.call(dismiss)
    assert await desk.works() == "只有后勤支持岗能导入数据。"
    assert (desk.batches(), desk.rows) == ([], 0)
    assert "只有后勤支持岗" in await desk.sends()


async def test_the_audit_says_who_saved_and_released(desk: Desk) -> None:
    assert await desk.saves() == 2
    await desk.presses("发布给员工")
    await desk.presses("发布")
    assert sorted(audited(desk.store)) == ["import", "import.release"]
    with Session(desk.store.reader) as session:
        actors = {row.actor for row in session.query(Audit)}
    assert len(actors) == 1
    assert actors != {"console"}


async def test_another_batch_came_while_the_rows_were_staged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outdated(*_: object, **__: object) -> None:
        raise OutdatedPreviewError

    await desk.sends(CLIENTS)
    await desk.works()
    await desk.presses("保存")
    changes(outdated)
    monkeypatch.setattr(save, "publish", outdated)
    assert "没有保存" in await desk.works()
    monkeypatch.undo()
    assert (desk.batches(), desk.rows) == ([(2, "dropped")], 0)
    await desk.sends(CLIENTS)
    await desk.works()
    await desk.presses("保存")
    assert "已保存，批次 3。" in await desk.works()
    assert desk.rows == ROWS
