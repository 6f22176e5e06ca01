"""What the window loads before it is needed."""

from __future__ import annotations

import subprocess
import sys


def test_checking_a_document_finds_everything_loaded() -> None:
    told = (
        "import sys; from reviewer.gui import work; work.load_checks(); before = set(sys.modules);"
        "from reviewer.services.checking import page_of; from reviewer.figures.checks.examine import examine;"
        "from reviewer.figures.find import find_figures; from reviewer.figures.checks.page import Page;"
        "text = '合格39座，占46座的84.7%。'; examine(Page.of(text, find_figures(text)));"
        "print(sorted(name for name in set(sys.modules) - before if 'reviewer' in name))"
    )
    result = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
