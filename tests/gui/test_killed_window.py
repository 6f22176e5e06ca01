"""A window that is killed comes back with everything that was done, at the document and the item that were at hand."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import check, open_library

WINDOW = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from reviewer.gui import desk
from reviewer.gui.application import Program, make_application
from reviewer.gui.context import Preferences
from reviewer.repair.damage import Decision
from reviewer.services import deciding, settings
desk.KEPT_AFTER = 20
app = make_application()
program = Program(app, Preferences(settings.load()))
assert program.open(Path(sys.argv[1]))
session = program.window.context.session

def work():
    session.open(session.entries[0].id)
    ids = [decided.id for decided in session.state.repairs]
    session.act(deciding.decide, [ids[1]], Decision.REJECTED)
    session.go(ids[2])
    QTimer.singleShot(300, tell)

def tell():
    decisions = {decided.id: str(decided.decision) for decided in session.state.repairs}
    print(json.dumps([session.document, session.current.id, decisions]), flush=True)

program.window.painted.connect(work if sys.argv[2] == "work" else lambda: QTimer.singleShot(0, tell))
app.exec()
"""


def killed(path: Path, home: Path, what: str) -> list[object]:
    """What a window said before it was killed."""
    known = os.environ | {"REVIEWER_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WINDOW, str(path), what]
    window = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=known)
    assert window.stdout is not None
    said = window.stdout.readline() or b"null"
    window.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    window.wait()
    found: list[object] = json.loads(said)
    return found


DAMAGED = "青溪縣水利局通報\n縣水利局聯(lián)系各鄉(xiāng)鎮(zhèn),創(chuàng)新巡查制度,累計巡查3500場次。\n"
SOUND = "白石鎮糧站季報\n本季收購稻穀320噸,比上季增加12%。\n"


def test_a_killed_window_comes_back_as_it_was(home: Path) -> None:
    path = home / "library.sqlite"
    with open_library(path, create=True) as library:
        first, last = (store_prepared(library, prepare_bytes(text.encode(), "a")).document for text in (DAMAGED, SOUND))
    before = killed(path, home, "work")
    assert before[0] == first != last, "without a place that was kept the last document would be on show"
    after = killed(path, home, "look")
    assert after == before
    assert "rejected" in after[2].values()  # type: ignore[attr-defined]
    assert check(path).findings == ()
