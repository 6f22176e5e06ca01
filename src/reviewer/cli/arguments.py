"""The command line's words, read into one value."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer import __version__

EXPORT_FORMATS = ("html", "csv", "json")
SCRIPTS = ("keep", "simplified", "traditional", "taiwan", "hongkong")


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the user asked for. `command` is empty for the window."""

    command: str = ""
    action: str = ""
    files: tuple[Path, ...] = ()
    format: str = ""
    script: str = "keep"
    accept: str = "confident"
    encoding: str | None = None
    library: Path | None = None
    documents: tuple[str, ...] = ()
    against: tuple[Path, ...] = ()
    output: Path | None = None
    screenshot: Path | None = None
    take: bool = False
    query: str = ""
    regex: bool = False

    @property
    def wants_window(self) -> bool:
        """Whether Qt is needed."""
        return not self.command or self.screenshot is not None


def parse(argv: Sequence[str]) -> Arguments:
    """Read the words. Wrong usage ends the program with status 2 and a message, as argparse does."""
    parser = _window_parser() if _is_window(argv) else _command_parser()
    known = vars(parser.parse_args(argv))
    named = [str(path) for name in ("files", "against") for path in known.get(name) or ()]
    if named.count("-") > 1:
        parser.error("standard input (-) can be read only once; save one of the texts to a file and name that")
    for name in ("files", "documents", "against"):
        known[name] = tuple(known.get(name) or ())
    return Arguments(**{name: value for name, value in known.items() if value is not None})


def _path(words: str) -> Path:
    """A path; an empty one would be this folder, which a script whose variable is not set does not mean."""
    if not words:
        raise argparse.ArgumentTypeError("an empty name is no path")
    return Path(words)


def _is_window(argv: Sequence[str]) -> bool:
    return not argv or (argv[0] not in COMMANDS and argv[0] not in ("-h", "--help"))


def _window_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="reviewer", usage="reviewer [--library LIB] [FILE ...]", add_help=False)
    parser.add_argument("--version", action="version", version=f"reviewer {__version__}")
    parser.add_argument("--library", type=_path, metavar="LIB")
    parser.add_argument("files", nargs="*", type=_path, metavar="FILE")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reviewer",
        description="A workbench for Chinese reports that arrived damaged. Without a command the window opens, "
        "with the FILEs imported: reviewer [--library LIB] [FILE ...]",
        epilog="Exit status: 0 done, 1 some inputs failed, 2 wrong usage, 3 input unusable, 4 library unusable.",
    )
    parser.add_argument("--version", action="version", version=f"reviewer {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, add in COMMANDS.items():
        add(commands.add_parser(name, help=HELP[name], description=HELP[name]))
    return parser


def _repair(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--format", choices=("text", "json", "diff", "html"), default="text")
    parser.add_argument("--script", choices=SCRIPTS, default="keep", help="convert the result for reading")
    parser.add_argument("--accept", choices=("confident", "all", "none"), default="confident")
    _output(parser)


def _figures(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    _output(parser)


def _check(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--against", nargs="+", action="extend", type=_path, metavar="FILE", help="earlier documents")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    _output(parser)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=_path, metavar="PATH", help="files and folders")
    parser.add_argument("--encoding", metavar="NAME", help="read every file in this encoding, strictly")
    _library(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", choices=EXPORT_FORMATS, metavar="FORMAT", help=", ".join(EXPORT_FORMATS))
    parser.add_argument("--document", dest="documents", nargs="+", action="extend", metavar="ID", help="default: all")
    parser.add_argument("-o", "--output", type=_path, metavar="PATH", required=True, help="a file; for csv a folder")
    _library(parser)


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="words; script, width and capitals make no difference")
    parser.add_argument("--regex", action="store_true", help="QUERY is a regular expression (Python's)")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    _output(parser)
    _library(parser)


def _library_commands(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="|".join(LIBRARY_ACTIONS))
    for name, text in LIBRARY_ACTIONS.items():
        action = actions.add_parser(name, help=text, description=text)
        if name in ("backup", "restore", "verify"):
            action.add_argument("files", nargs=1, type=_path, metavar="PATH", help="the backup, a file")
        if name == "rerun":
            action.add_argument("--document", dest="documents", nargs="+", action="extend", metavar="ID")
            action.add_argument("--take", action="store_true", help="take over what touches no decision of a person")
        _library(action)


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--screenshot", type=_path, metavar="PATH", help="paint the window with the sample into a PNG")


def _source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs=1, type=_path, metavar="FILE", help="a document; - is standard input")
    parser.add_argument("--encoding", metavar="NAME", help="read the file in this encoding, strictly")


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=_path, metavar="PATH", help="write there instead of standard output")


def _library(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--library", type=_path, metavar="LIB", help="a library file; default: in your data folder")


LIBRARY_ACTIONS = {
    "info": "what the library holds",
    "check": "whether the library is sound",
    "upgrade": "bring a library of an older Reviewer up to date; every command that writes does so by itself",
    "rerun": "what the engine of today would repair differently in documents (default: all)",
    "backup": "copy the library to PATH, whole, also while it is in use",
    "verify": "whether the backup at PATH is whole, page by page and file by file, without restoring it",
    "restore": "put the backup at PATH in the place of the library, which is kept beside it",
}
COMMANDS = {
    "repair": _repair,
    "figures": _figures,
    "check": _check,
    "import": _import,
    "export": _export,
    "search": _search,
    "library": _library_commands,
    "demo": _demo,
}
HELP = {
    "repair": "repair one document",
    "figures": "find and normalise figures in the repaired text",
    "check": "whether the figures agree with each other, and with earlier documents",
    "import": "bring files and folders into a library",
    "export": "write annotation reports",
    "search": "find words in titles, texts, notes and sources of a library",
    "library": "look after a library",
    "demo": "the bundled sample in a throw-away library, without a screen",
}
