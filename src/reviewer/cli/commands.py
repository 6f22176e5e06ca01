"""Run a command: its exit status, its messages, and no traceback for a user's mistake."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import abandon_output, language_of_the_system, tell
from reviewer.cli.output import require_apart
from reviewer.cli.status import Status
from reviewer.documents.document import DocumentProblem
from reviewer.language.wording import say
from reviewer.text.message import Message
from reviewer.text.problem import Problem

ROOMS = {
    "repair": "reviewer.cli.repair",
    "figures": "reviewer.cli.figures",
    "check": "reviewer.cli.check",
    "import": "reviewer.cli.importing",
    "export": "reviewer.cli.exporting",
    "search": "reviewer.cli.search",
    "library": "reviewer.cli.library",
    "demo": "reviewer.cli.demo",
}
"""The module of each command; only the one that is asked for is loaded."""


def run(arguments: Arguments) -> int:
    """Run the command; its exit status."""
    locale = language_of_the_system()
    try:
        require_apart(arguments)
        command: Callable[[Arguments, str], Status] = import_module(ROOMS[arguments.command]).run
        return command(arguments, locale)
    except DocumentProblem as problem:
        tell(Message.of("cli.failed", name=_names(arguments), reason=say(problem.message, locale)), locale)
        return Status.INPUT
    except Problem as problem:
        tell(problem.message, locale)
        return status_of(problem)
    except KeyboardInterrupt:
        tell(Message.of("cli.stopped"), locale)
        return 130
    except BrokenPipeError:
        # The reader of our output went away.
        abandon_output()
        return Status.SOME_FAILED


def _names(arguments: Arguments) -> str:
    return ", ".join(map(str, arguments.files))


def status_of(problem: Problem) -> Status:
    """Library problems are told apart from those of the input and the output."""
    return Status.LIBRARY if problem.subject == "library" else Status.INPUT
