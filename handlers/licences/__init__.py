"""/licences: certificates and licences: recorded, renewed, watched for expiry."""

from handlers.buttons import ButtonHandler
from handlers.i18n import _, say
from handlers.licences import card, form, telling
from handlers.licences.buttons import AddLicence, Expiring, LicencesOf, Reveal
from handlers.topic import Entry, Handler, command
from services.trainingfile.chase import TRAINED
from services.trainingfile.rights import READS

MENU = (
    Entry(
        "licences",
        say(_("证照：登记、续期、到期提醒")),
        say(_("证照")),
        Expiring(1),
        READS | TRAINED,
        on_home=READS,
    ),
)
FORMS = (form.FORM,)
NOTICES = telling.NOTICES
CARDS = telling.CARDS
WAITING = card.waits
HANDLERS: tuple[Handler, ...] = (
    command("licences", card.home),
    ButtonHandler(Expiring, card.page),
    ButtonHandler(LicencesOf, card.of),
    ButtonHandler(AddLicence, form.add),
    ButtonHandler(Reveal, card.reveal),
)
