from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code as it stands on the paper, however it is spaced."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=60,
        help_text=_("It stands on the paper you were given. Small or large letters do not matter."),
        error_messages={"required": _("Write the code from the paper.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "spellcheck": "false",
            }
        ),
    )
