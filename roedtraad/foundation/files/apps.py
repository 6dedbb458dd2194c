from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "roedtraad.foundation.files"

    def ready(self) -> None:
        from roedtraad.foundation.audit import wording

        wording.add(
            {
                "file.stored": _("uploaded %(thing)s"),
                "file.deleted": _("deleted %(thing)s"),
            }
        )
