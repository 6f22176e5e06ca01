"""What every test stands on: no screen needed, no user's folder touched, Qt imported only where it can be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A test that reads the machine's language or theme would pass on one machine only.
os.environ["LC_ALL"] = "C.UTF-8"

from reviewer.gui import requirements
from reviewer.language.wording import say

# Shared machines are noisy, so no example is timed; a run on CI draws the same examples every time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

MISSING = requirements.missing(offscreen=True)
# pytest-qt ends the whole run when Qt cannot be imported, so it is loaded by hand and only when Qt can.
pytest_plugins = ["pytestqt.plugin"] if MISSING is None else []
collect_ignore = ["gui"] if MISSING is not None else []


def pytest_report_header() -> list[str]:
    return [] if MISSING is None else ["THE WINDOW IS NOT TESTED. " + say(MISSING)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if MISSING is not None:
        terminalreporter.section("the window was not tested")
        terminalreporter.write_line(say(MISSING))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for library, settings and logs."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("REVIEWER_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The shared corpus, for tests that can use it."""
    place = os.environ.get("REVIEWER_CORPUS")
    if not place:
        pytest.skip("REVIEWER_CORPUS names no corpus")
    return Path(place)
