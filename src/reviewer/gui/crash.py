"""What nobody expected: written to a local file, told once, and the window stays."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from reviewer.gui.models.labels import one_line
from reviewer.services.settings import logs
from reviewer.text.message import Message

NAME = "errors.log"


def write_down(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Path:
    """Append the error with its trace to the local log and give its path; nothing leaves the machine."""
    path = logs() / NAME
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"--- {datetime.now().isoformat(timespec='seconds')}\n")
            log.writelines(traceback.format_exception(kind, error, trace))
    return path


def catch_everything(tell: Callable[[Message], None]) -> None:
    """From now on an error that nobody caught is written down and told; one that arises while telling is not told."""
    telling = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal telling
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        path = write_down(kind, error, trace)
        if telling:
            return
        telling = True
        try:
            tell(Message.of("gui.crash", error=one_line(f"{kind.__name__}: {error}"), path=path))
        finally:
            telling = False

    sys.excepthook = hook
