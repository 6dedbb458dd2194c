"""Why a computation was not made: one sentence in Danish, ready to print."""

from __future__ import annotations

from roedtraad.foundation.statistics.unusable import Reason, UnusableData


class Refused(Exception):
    """Wrong input; `sentence` says in Danish what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


SENTENCES = {
    Reason.TOO_FEW: "Der er for få rækker til at beregne noget.",
    Reason.NO_VARIATION: "Tallene varierer ikke, og metoden har brug for, at de gør det.",
    Reason.OUT_OF_RANGE: "Et tal ligger uden for det, som metoden kan regne på.",
    Reason.UNEQUAL_LENGTHS: "Kolonnerne er ikke lige lange.",
    Reason.NO_CONVERGENCE: "Modellen finder ikke en løsning på disse data.",
}


def sentence_of(unusable: UnusableData) -> str:
    return SENTENCES[unusable.reason]
