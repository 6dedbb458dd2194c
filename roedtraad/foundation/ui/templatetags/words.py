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
    }
    return json_script(words, "ui-words")


@register.simple_tag
def upload_limit() -> str:
    """The most bytes a file may have, as scripts read numbers."""
    return str(settings.FILE_SIZE_LIMIT)
