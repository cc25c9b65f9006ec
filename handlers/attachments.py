"""A photo or a file that was sent: the answer to a form's question, else offered to the topics."""

from dataclasses import replace
from typing import Any

from telegram import Document, Message, PhotoSize
from telegram.ext import filters

from handlers import answers
from handlers.context import Context, Screen
from handlers.errors import words
from handlers.forms import Filling, Question, drawn
from handlers.i18n import Say, say
from handlers.questions import FileWantedError
from handlers.received import busy, fetched
from handlers.topic import message
from services import drafts
from services.attachments import MOST_BYTES, Received, TooBigError

SENDABLE = (
    filters.PHOTO
    | filters.Document.ALL
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.VOICE
    | filters.AUDIO
    | filters.Sticker.ALL
)


async def receive(context: Context) -> None:
    """Take what was sent as the answer to the question asked."""
    filling = await answers.filling_of(context)
    if filling is None:
        await answers.otherwise(context, "SENT")
    else:
        await context.tell(await _taken(context, filling))


async def _taken(context: Context, filling: Filling) -> Screen:
    question = filling.question
    if question is None:
        note = say("这个文件没有收，这张表现在不要文件。")
        if any(one.attachment for one in filling.form.questions):
            note = say("这个文件没有收。要换附件，请先点要改的一项。")
        return await drawn(context, filling, note)
    if not question.attachment:
        note = say("这个文件没有收，现在问的是「{label}」。", label=question.label)
        return await drawn(context, filling, note)
    try:
        return await _kept(context, filling, question)
    except Exception as error:
        refused = words(error)
        if not isinstance(refused, Say):
            raise
        return await drawn(context, filling, refused)


async def _kept(context: Context, filling: Filling, question: Question[Any]) -> Screen:
    """Keep it with the draft; an error with words for what is no photo or file of ours."""
    sent = _sent(context.cause.effective_message)
    if sent is None:
        raise FileWantedError
    if (sent.file_size or 0) > MOST_BYTES:
        raise TooBigError
    await busy(context)
    called = (sent.file_name or "") if isinstance(sent, Document) else None
    received = Received(called, await fetched(context.bot, sent.file_id))
    before, name = filling.draft, question.name
    draft = await context.run(drafts.attach, context.who, before, name, received, now=context.now)
    return await drawn(context, replace(filling, draft=draft))


def _sent(told: Message | None) -> Document | PhotoSize | None:
    """Return the document, or the largest of a photo's sizes."""
    if told is None:
        return None
    return told.document or max(told.photo, key=lambda one: one.width * one.height, default=None)


HANDLERS = (message(SENDABLE & filters.ChatType.PRIVATE, receive),)
