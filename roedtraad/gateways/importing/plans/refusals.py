"""Why a file cannot be read as a plan: one class per reason, each with a sentence for the user."""

from typing import ClassVar


class PlanRefused(Exception):
    """The file cannot be read; `sentence` says why, in Danish."""

    reason: ClassVar[str] = "refused"
    sentence: ClassVar[str] = "Filen kan ikke læses."

    def __str__(self) -> str:
        return self.sentence


class ScannedFile(PlanRefused):
    reason = "scan"
    sentence = (
        "Filen er en scanning: den består af billeder uden tekst. Brug en fil, hvor teksten kan "
        "markeres, eller lad scanningen gå gennem tekstgenkendelse først."
    )


class EncryptedFile(PlanRefused):
    reason = "encrypted"
    sentence = "Filen er krypteret eller beskyttet med adgangskode. Gem den uden og prøv igen."


class EmptyFile(PlanRefused):
    reason = "empty"
    sentence = "Filen er tom: der er ingen tekst at læse."


class CorruptFile(PlanRefused):
    reason = "corrupt"
    sentence = "Filen er ødelagt og kan ikke åbnes. Prøv at gemme den igen, og hent den så her."


class TooLargeFile(PlanRefused):
    reason = "too_large"
    sentence = "Filen er for stor: grænsen er 50 MB og 1.000 sider."


class UnknownFileType(PlanRefused):
    reason = "unknown_type"
    sentence = (
        "Filtypen kan ikke læses. Brug Word (.docx), PDF med tekst, HTML eller ren tekst (.txt)."
    )
