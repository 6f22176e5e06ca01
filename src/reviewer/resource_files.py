"""Where the program's own data files are: beside the package when installed, at the top of the tree otherwise."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of the program's data. Raises `FileNotFoundError` when the installation lacks it."""
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"Reviewer's resources are missing beside {package}; install it again.")


def resource(*parts: str) -> Path:
    """The path of one data file, e.g. `resource("samples", "index.json")`."""
    return resources().joinpath(*parts)
