"""Input that cannot be used: exit status 2 and one sentence in Danish, never a traceback."""

from typing import Any

import pytest

from roedtraad.config.compute.command import main

from .running import Command

GOOD = "case,score\na,1\n"


def test_an_unknown_method_is_refused(command: Command) -> None:
    assert command.refusal("gns", command.text(GOOD)).startswith("Metoden 'gns' kendes ikke.")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "ingen rækker"),
        ("case,score\n", "ingen rækker"),
        ("case,score\n\n\n", "ingen rækker"),
        ("case,points\na,1\n", "Kolonnen 'score' findes ikke"),
        ("case;score\na;1\n", "semikolon"),
        ("case;score\na;1,5\n", "semikolon"),
        ('case,score\na,"1\n2"\n', "'1 2' er ikke et tal"),
        ('case,score\na,"1,5"\n', "'1,5' er ikke et tal. Brug punktum som decimaltegn."),
        ("case,score\na,meget\n", "Linje 2, kolonnen 'score': 'meget' er ikke et tal."),
        ("case,score\na,NaN\n", "'NaN' er ikke et tal"),
        ("case,score\na,inf\n", "'inf' er ikke et tal"),
        ("case,score\na,1_0\n", "'1_0' er ikke et tal"),
        ("case,score\na,1e999\n", "er ikke et tal"),
        ("case,score\na,1,2\n", "har 3 felter"),
        ("case,score\na\n", "har 1 felt,"),
        ('case,score\na,"1\n', "ikke en gyldig CSV-fil"),
        ("case,case,score\na,a,1\n", "mere end én gang"),
        ("case,score\na,1\0\n", "er ikke"),
        ("case,score\nå,1\n".encode("cp1252"), "ikke i UTF-8"),
        ("case,score\na,1\n".encode("utf-16"), "ikke i UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    command: Command, content: str | bytes, says: str
) -> None:
    assert says in command.refusal("gas", command.text(content))


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"weigth": "score"}, "Parameteren 'weigth' kendes ikke"),
        ({"rho": "0.3"}, "Parameteren 'rho' skal være tal, 0 ≤ x < 1"),
        ({"rho": 1}, "0 ≤ x < 1; 1 kan ikke bruges"),
        ({"rho": True}, "true kan ikke bruges"),
        ({"rho": None}, "må ikke være null"),
        ({"case": 1}, "skal være kolonne"),
        ({"case": ["case"]}, "skal være kolonne"),
        ({"where": ["case"]}, "'where' skal være objekt"),
        ({"where": {"case": {"is": "a"}}}, "'where' skal være objekt"),
        ({"where": {"kase": "a"}}, "Kolonnen 'kase' findes ikke"),
        ({"where": {"case": "b"}}, "Ingen rækker i datafilen opfylder 'where'."),
    ],
)
def test_a_wrong_parameter_is_refused(command: Command, params: dict[str, Any], says: str) -> None:
    assert says in command.refusal("gas", command.text(GOOD), **params)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "ikke gyldig JSON"),
        ("[]", "ét JSON-objekt"),
        ('{"rho": NaN}', "'NaN', som ikke er et tal"),
        ('{"rho": 0.1, "rho": 0.2}', "'rho' står to gange"),
        ('{"rho": 1e999}', "'rho' skal være tal"),
        ('{"rho": 1' + "0" * 400 + "}", "'rho' skal være tal"),
        ("[" * 100_000, "indlejret for dybt"),
    ],
)
def test_parameters_that_are_no_object_are_refused(
    command: Command, capsys: pytest.CaptureFixture[str], content: str, says: str
) -> None:
    params = command.folder / "params.json"
    params.write_text(content, "utf-8")
    data = command.text(GOOD)

    status = main(["gas", "--data", str(data), "--params", str(params)])

    assert status == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Metoden mangler. Vælg en af:"),
        (["gas"], "Datafilen mangler"),
        (["gas", "--data"], "Kommandoen forstås ikke"),
        (["gas", "--dato", "x.csv"], "Kommandoen forstås ikke"),
        (["gas", "--data", "/findes/ikke.csv"], "kan ikke læses"),
        (["gas", "--data", "/"], "kan ikke læses"),
    ],
)
def test_a_wrong_call_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    status = main(arguments)

    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert says in err and err.count("\n") == 1


def test_parameters_that_are_not_there_are_refused(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    data = command.text(GOOD)

    status = main(["gas", "--data", str(data), "--params", "/findes/ikke.json"])

    assert status == 2
    assert "Parameterfilen '/findes/ikke.json' kan ikke læses" in capsys.readouterr().err


def test_a_byte_order_mark_spaces_and_empty_lines_do_no_harm(command: Command) -> None:
    data = command.text("\ufeffcase , score\r\n\r\n a , 1 \r\n")

    assert command.answer("gas", data)["cases"][0]["T"] == 60


def test_a_quoted_cell_may_hold_commas_and_line_breaks(command: Command) -> None:
    data = command.text('case,score\n"Å, B\nog ""C""",1\n')

    assert command.answer("gas", data)["cases"][0]["case"] == 'Å, B\nog "C"'
