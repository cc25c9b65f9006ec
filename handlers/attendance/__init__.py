"""Attendance in chat: events recorded, told, contested; promotion days; the daily score."""

from handlers.attendance import contest, promotion, recording, score, telling
from services.attendance import contests, ladder
from services.attendance import promotion as promotions

MENU = (*score.MENU, *promotion.MENU)
FORMS = (*recording.FORMS, *contest.FORMS, *promotion.FORMS)
NOTICES = telling.NOTICES
APPROVALS = {
    contests.KIND: contest.SUBJECT,
    promotions.KIND: promotion.SUBJECT,
    ladder.KIND: telling.SUBJECT,
}
HANDLERS = (*recording.HANDLERS, *contest.HANDLERS, *promotion.HANDLERS, *score.HANDLERS)
