"""What the scripts say to people, in the language of the page."""

from django import template
from django.conf import settings
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def script_words() -> SafeString:
    words = {
        "draftSaved": _("Saved as draft at {time}"),
        "draftSaving": _("Saving draft …"),
        "draftRestored": _("Draft from {time} restored."),
        "draftOutdated": _(
            "Somebody has saved a newer version since you wrote this draft. "
            "Compare before you save."
        ),
        "todayAt": _("today at {time}"),
        "draftUndo": _("Undo"),
        "draftOffline": _("No connection. What you write is kept here and saved when it is back."),
        "draftRefused": _("The draft could not be saved. Copy your text before you leave."),
        "uploading": _("{percent} % sent"),
        "uploadRead": _("Sent. The file is being read …"),
        "uploadFailed": _("The file did not arrive. Check the connection and try again."),
        "fileTooLarge": _("The file is larger than {limit} MB. Make it smaller, or divide it."),
        "oneFileOnly": _("Drop one file at a time."),
        "minutes": _("{number} minutes"),
        "seconds": _("{number} seconds"),
        "close": _("Close"),
        "failed": _("This did not succeed. Check the connection and try again."),
        "refused": _("You may not do this, or it is no longer there. Load the page again."),
        "more": _("More"),
        "charactersLeft": _("{value} characters left"),
        "writtenBeforeLogin": _(
            "What you had written before you were logged out is here again. It is not saved yet."
        ),
        "charactersTooMany": _("{value} characters too many"),
        "locale": _("en-GB"),
        **_of_the_outbox(),
    }
    return json_script(words, "ui-words")


def _of_the_outbox() -> dict[str, str]:
    """Of what is kept on the device until it is delivered."""
    return {
        "outboxName": _("Kept on this device"),
        "outboxWaiting": _("{number} kept on this device – sent when there is a connection."),
        "outboxEnded": _("{number} kept on this device. Log in again, and they are sent."),
        "outboxLogin": _("Log in"),
        "outboxOther": _(
            "{number} kept on this device. Somebody else is logged in here now; "
            "they are sent when you log in yourself."
        ),
        "outboxSent": _("Sent. Everything is saved."),
        "outboxRefused": _("This could not be saved:"),
        "outboxCorrect": _("Correct it"),
        "outboxDelete": _("Delete it"),
        "outboxForget": _("Delete this? It has not been saved anywhere else."),
        "outboxLeaving": _(
            "{number} on this device have not been sent yet. Log out all the same? They stay here, "
            "encrypted, and are sent when you log in on this device again."
        ),
        "scoreSaved": _("{who}: {score} – saved"),
        "scoreNone": _("not assessed"),
        "scoreUndone": _("Undone"),
    }


@register.simple_tag
def upload_limit() -> str:
    """The most bytes a file may have, as scripts read numbers."""
    return str(settings.FILE_SIZE_LIMIT)
