"""Choose between the window and the command line. Qt is imported only when a window is wanted."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from reviewer.cli.arguments import Arguments, parse
from reviewer.cli.console import language_of_the_system, tell
from reviewer.text.message import Message


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit status is that of the command-line contract."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    if arguments.wants_window:
        return _window(arguments)
    from reviewer.cli.commands import run

    return run(arguments)


def _window(arguments: Arguments) -> int:
    from reviewer.gui import requirements

    missing = requirements.missing(offscreen=arguments.screenshot is not None)
    if missing is not None:
        tell(missing, language_of_the_system())
        return 1
    return _screenshot(arguments.screenshot) if arguments.screenshot else _open(arguments)


def _open(arguments: Arguments) -> int:
    # Loading makes many objects and no garbage: collecting costs a tenth of the way to the window, which turns it on.
    gc.disable()
    from reviewer.gui.application import run

    return run(arguments.files, arguments.library)


def _screenshot(path: Path) -> int:
    from reviewer.gui.application import screenshot

    status = screenshot(path)
    name = "cli.screenshot-failed" if status else "cli.screenshot-written"
    tell(Message.of(name, path=path), language_of_the_system())
    return status


if __name__ == "__main__":
    sys.exit(main())
