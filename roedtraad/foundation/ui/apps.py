from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "roedtraad.foundation.ui"

    def ready(self) -> None:
        """What Django says of a wrong field, in words that say what to do."""
        forms.Field.default_error_messages["required"] = _("Fill in this field.")
        choose = _("Choose one from the list.")
        forms.ChoiceField.default_error_messages |= {"required": choose, "invalid_choice": choose}
        forms.ModelChoiceField.default_error_messages |= {
            "required": choose,
            "invalid_choice": choose,
        }
        several = _("Choose at least one.")
        forms.MultipleChoiceField.default_error_messages |= {"required": several}
        forms.FileField.default_error_messages |= {"required": _("Choose a file.")}
        address = _("Write an e-mail address – for example navn@kommune.dk.")
        # a dictionary of its own: the one it has is that of every field
        own = forms.EmailField.default_error_messages | {"required": address}
        forms.EmailField.default_error_messages = own
