"""A workbook sent in the chat: checked, shown, saved on 保存; for the back office."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any, ClassVar

from handlers import facts, render
from handlers.batches import card
from handlers.buttons import Button, ButtonHandler
from handlers.context import Context
from handlers.errors import words
from handlers.i18n import Say, _, say
from handlers.received import busy, fetched
from handlers.render import Bold
from handlers.screen import Attachment, Screen
from handlers.topic import ways
from handlers.work import Doing, Work
from services import files, imports
from services.attachments import TooBigError
from services.facts.archive import MEGABYTE, TooLargeError, WorkbookRefusedError
from services.facts.findings import Code
from services.facts.save import OutdatedPreviewError
from services.facts.workbook import MOST_BYTES_IN_CHAT
from services.imports import NotBackOfficeError, NothingToSaveError, Sent, batches, steps


@dataclass(frozen=True)
class Keep(Button):
    """Save the workbook of a check."""

    tag: ClassVar[str] = "ik"
    check: int


@dataclass(frozen=True)
class Discard(Button):
    """Forget the workbook of a check."""

    tag: ClassVar[str] = "ix"
    check: int


async def receive(context: Context) -> bool:
    """Have a document checked; what comes of it is told when it is. False for a photo."""
    told = context.cause.effective_message
    document = told.document if told else None
    if document is None:
        return False
    name, language = document.file_name or "", await context.language()
    sent = Sent(document.file_id, name, document.file_size, language)
    await context.run(imports.receive, context.who, context.now, sent)
    await busy(context)
    return True


async def keep(context: Context, button: Keep) -> None:
    """Have the workbook saved; the card then becomes what came of it."""
    query = context.cause.callback_query
    card_id = query.message.message_id if query and query.message else None
    number = await context.run(imports.confirm, context.who, context.now, button.check, card_id)
    if number is None:
        await busy(context)
    else:
        found = await context.run(batches.batch, context.who, context.today, number)
        await context.show(card(found))


async def discard(context: Context, button: Discard) -> None:
    """Forget the workbook."""
    await context.run(imports.discard, context.who, context.now, button.check)
    await context.show(Screen(say(_("已放弃，没有保存。")), (ways(),), protect=True))


async def check(work: Work) -> Screen:
    """Fetch the workbook, check it and show what it would change."""
    store = work.house.store
    if work.job.result is None:
        await work.aside(steps.sweep, store, work.now)
        if "file" not in work.job.data:
            content = await _fetched(work)
            work.job = await work.run(steps.keep, work.job, content, work.now)
        try:
            found = await work.aside(
                steps.check,
                store,
                work.job,
                today=work.today,
                progress=work.progress,
                wording=lambda one: render.plain(facts.remark(one), work.language),
            )
        except WorkbookRefusedError:
            await work.run(files.drop, work.job.data["file"])
            raise
        await work.finish(steps.checked, work.job, found, work.now)
    return await _checked(work, work.job.result or {})


async def _fetched(work: Work) -> bytes:
    try:
        return await fetched(work.bot, work.job.data["telegram_file"])
    except TooBigError as error:
        raise TooLargeError(MOST_BYTES_IN_CHAT // MEGABYTE) from error


async def _checked(work: Work, result: Mapping[str, Any]) -> Screen:
    """Draw what a check found: the preview, or what is wrong and the workbook with remarks."""
    text = [say(_("{file}　核对完了"), file=Bold(result["name"]))]
    findings = steps.findings_of(result)
    text += facts.findings(findings, result["found"])
    preview = steps.preview_of(result)
    if preview is None:
        text.append(say(_("没有保存。请改好后再发来整个文件。")))
        return Screen(text, (ways(),), document=await _remarks(work, result))
    text += facts.preview(preview)
    if not result["changes"]:
        text.append(say(_("与已有数据完全相同，无须保存。")))
        return Screen(text, (ways(),), protect=True)
    text.append(say(_("现在什么都还没有保存。")))
    job_id = work.job.job_id
    undoes = any(one.code is Code.OVERWRITES for one in findings)
    label = say(_("覆盖并保存")) if undoes else say(_("保存"))
    choice = ((label, Keep(job_id)), (say(_("放弃")), Discard(job_id)))
    return Screen(text, (choice, ways()), protect=True)


async def _remarks(work: Work, result: Mapping[str, Any]) -> Attachment | None:
    if result["remarks"] is None:
        return None
    out = BytesIO()
    await work.aside(files.copy, work.house.store, result["remarks"], out)
    name = say(_("{file}-备注.xlsx"), file=PurePath(result["name"]).stem)
    return Attachment(render.plain(name, work.language), out.getvalue())


async def save(work: Work) -> Screen:
    """Save the workbook as it was shown, and show the batch."""
    if work.job.result is None:
        work.job = await work.aside(
            steps.keep_rows, work.house.store, work.job, now=work.now, progress=work.progress
        )
    number = (work.job.result or {})["batch"]
    found = await work.run(batches.batch, work.job.telegram_id, work.today, number)
    return card(found, say(_("已保存，批次 {batch}。"), batch=number))


@words.register
def _refused(error: WorkbookRefusedError | OutdatedPreviewError) -> Say | None:
    return facts.refused(error)


@words.register
def _not_back_office(_error: NotBackOfficeError) -> Say:
    return say(_("只有后勤支持岗能导入数据。"))


@words.register
def _nothing_to_save(_error: NothingToSaveError) -> Screen:
    return Screen(say(_("此卡片已更新：这个文件已保存、已放弃或已过期。")), (ways(),))


JOBS: dict[str, Doing] = {imports.CHECK: check, imports.SAVE: save}
SENT = receive
HANDLERS = (
    ButtonHandler(Keep, keep),
    ButtonHandler(Discard, discard),
)
