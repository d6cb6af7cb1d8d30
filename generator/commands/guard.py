"""The one place where errors become messages and exit codes: no traceback reaches a user for bad input."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, NoReturn

import click
import msgspec

from generator.commands.console import say, show_problems
from generator.problems import ContentError, Problem

INTERRUPTED = 130
REPORT = (
    "This is an error in Kamerspiegel, not in what you did. Run it again with --debug, as in\n"
    "`kamerspiegel --debug build`, and report what it prints, with the document if you may share it."
)


class Failed(Exception):
    """Ends a command with exit code 1 after everything was said."""


class GuardedGroup(click.Group):
    """A group of commands that ends well whatever happens inside."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        arguments = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        code = 0
        with contextlib.suppress(BrokenPipeError):
            code = self._run(arguments, prog_name, extra)
        _flush()
        sys.exit(code)

    def _run(self, arguments: list[str], prog_name: str | None, extra: dict[str, Any]) -> int:
        debug = "--debug" in arguments
        try:
            result = super().main(args=arguments, prog_name=prog_name, **extra)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            say("Interrupted.")
            return INTERRUPTED
        except ContentError as error:
            show_problems(error.problems)
            return 1
        except Failed:
            return 1
        except BrokenPipeError:
            raise
        except OSError as error:
            if debug:
                traceback.print_exc()
            say(f"{error.filename or 'kamerspiegel'}: {error.strerror or error}")
            return 1
        except SystemExit as error:
            return error.code if isinstance(error.code, int) else 1
        except Exception as error:  # noqa: BLE001 - the last line of defence
            if debug:
                traceback.print_exc()
                return 1
            say(f"Unexpected error: {type(error).__name__}: {_first_line(error)}\n{REPORT}")
            return 1
        return result if isinstance(result, int) else 0


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


def _flush() -> None:
    """Flush stdout; when its reader went away (``| head``), keep Python from complaining at exit."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass


@contextlib.contextmanager
def about(file: str) -> Iterator[None]:
    """Give errors about the file at hand, known by its bare name inside, the place as a person knows it.

    Errors that are too deep for words (recursion, memory) become an error about the file.
    """
    name = PurePath(file).name
    try:
        yield
    except ContentError as error:
        placed = [
            msgspec.structs.replace(problem, file=file) if problem.file == name else problem
            for problem in error.problems
        ]
        raise ContentError(*placed) from None
    except (RecursionError, MemoryError) as error:
        message = f"this is too large or too deeply nested to read ({type(error).__name__})"
        raise ContentError(Problem(severity="error", file=file, message=message)) from None
