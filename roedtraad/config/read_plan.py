"""`read-plan`: a plan read to a proposal, without a database or a running system."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roedtraad.gateways.importing.plans import Proposal

REFUSED = 2


def main(argv: Sequence[str]) -> int:
    """Read one file and print what was asked for; the exit status says whether it could be read."""
    parser = argparse.ArgumentParser(
        prog="roedtraad read-plan",
        description="Læs en plan (Word, PDF, HTML eller tekst) til et forslag.",
    )
    parser.add_argument("file", metavar="FIL", type=Path)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="skriv forslaget som JSON")
    form.add_argument(
        "--text", action="store_true", help="skriv den udtrukne tekst, linje for linje"
    )
    try:
        return _read_plan(parser.parse_args(argv))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _read_plan(arguments: argparse.Namespace) -> int:
    with _only_ours_on_stdout():
        from roedtraad.gateways.importing.plans import PlanRefused, extract_text, read_text
        from roedtraad.gateways.importing.plans.refusals import TooLargeFile

        try:
            if arguments.file.stat().st_size > 50 * 1024 * 1024:
                raise TooLargeFile
            text = extract_text(arguments.file.read_bytes(), arguments.file.name)
            output = text.as_text() if arguments.text else _written(read_text(text), arguments.json)
        except OSError:
            return _refuse("Filen kan ikke åbnes: den findes ikke, eller du må ikke læse den.")
        except PlanRefused as refusal:
            return _refuse(refusal.sentence)
    sys.stdout.buffer.write(output.encode("utf-8", errors="replace"))
    sys.stdout.flush()
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.buffer.write(f"{sentence}\n".encode())
    sys.stderr.flush()
    return REFUSED


@contextlib.contextmanager
def _only_ours_on_stdout() -> Iterator[None]:
    """What libraries print or warn while reading goes nowhere: the output is for machines."""
    import logging
    import warnings

    with (
        open(os.devnull, "w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


def _written(proposal: Proposal, as_json: bool) -> str:
    if as_json:
        return json.dumps(proposal.to_json(), ensure_ascii=False, indent=2) + "\n"
    from roedtraad.gateways.importing.plans.summary import summary_of

    return summary_of(proposal)
