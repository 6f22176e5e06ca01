"""The laws that a machine can see."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_rooms_import_only_rooms_below_them() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_command_line_never_imports_qt_nor_what_it_does_not_need() -> None:
    probe = (
        "import sys; from reviewer.__main__ import main\n"
        "try: main(['repair', '--help'])\n"
        "except SystemExit: pass\n"
        "loaded = {m.split('.')[0] for m in sys.modules}\n"
        "heavy = loaded & {'PySide6', 'sqlalchemy', 'alembic', 'lxml', 'trafilatura', 'jinja2'}\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = run("-c", probe)
    assert done.returncode == 0, done.stderr


def test_positions_in_utf16_stay_in_the_review_view() -> None:
    source = ROOT / "src" / "reviewer"
    outside = [
        path
        for path in source.rglob("*.py")
        if "text.utf16" in path.read_text(encoding="utf-8") and source / "gui" / "review_view" not in path.parents
    ]
    assert outside == []


def test_the_project_speaks_of_itself_alone() -> None:
    suspicious = []
    for folder in ("src", "resources", "tests", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if (
                path.suffix in {".py", ".json", ".md", ".html", ".txt", ""}
                and path.is_file()
                and path != Path(__file__)
            ):
                text = path.read_text(encoding="utf-8", errors="ignore")
                suspicious += [(path.name, word) for word in ("/work/", "pypi.org", "helper-") if word in text]
    assert suspicious == []
