"""Whatever happens in a command, a person gets a message and an exit code, and no traceback."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from generator.commands.console import show_problems
from generator.commands.guard import Failed, GuardedGroup
from generator.problems import ContentError, Problem


def run(error: BaseException | None, *arguments: str) -> tuple[int, str]:
    @click.group(cls=GuardedGroup)
    @click.option("--debug", is_flag=True)
    def group(debug: bool) -> None:
        pass

    @group.command()
    def work() -> None:
        if error is not None:
            raise error

    result = CliRunner().invoke(group, [*arguments, "work"])
    return result.exit_code, result.output


OTHER = Problem(severity="error", file="b.yaml", message="bad")
PROBLEM = Problem(severity="error", file="a.yaml", line=3, message="wrong", remedy="mend it")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (None, 0, ""),
        (ContentError(PROBLEM, OTHER), 1, "a.yaml:3: error: wrong\n    = mend it\nb.yaml: error: bad\n"),
        (Failed(), 1, ""),
        (click.UsageError("no such thing"), 2, "Error: no such thing"),
        (click.ClickException("cannot"), 1, "Error: cannot"),
        (KeyboardInterrupt(), 130, "Interrupted."),
        (PermissionError(13, "Permission denied", "/x"), 1, "/x: Permission denied"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
        (SystemExit(1), 1, ""),
        (ValueError("odd\nsecond line"), 1, "Unexpected error: ValueError: odd\n"),
        (RecursionError("deep"), 1, "Unexpected error: RecursionError: deep\n"),
    ],
)
def test_message_and_code(error: BaseException | None, code: int, said: str) -> None:
    got, output = run(error)
    assert got == code
    assert said in output
    assert "Traceback" not in output
    assert "second line" not in output


def test_debug_shows_the_traceback() -> None:
    code, output = run(ValueError("odd"), "--debug")
    assert code == 1
    assert "Traceback" in output


def test_unexpected_error_says_how_to_report() -> None:
    assert "report what it prints" in run(ValueError("odd"))[1]


def test_a_few_warnings_stand_for_many(capsys: pytest.CaptureFixture[str]) -> None:
    warnings = [Problem(severity="warning", file=f"{number:02}.yaml", message="odd") for number in range(30)]
    assert show_problems([*warnings, PROBLEM], most_warnings=3) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[2:4] == ["02.yaml: warning: odd", "and 27 warnings more: see `kamerspiegel check`"]
    assert said[4] == "a.yaml:3: error: wrong"
