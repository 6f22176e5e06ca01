"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from reviewer.text.problem import Problem


class OutputProblem(Problem):
    """A file that cannot be written: no such folder, no permission, no room, a read-only disk."""


_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "is-folder",
    errno.EEXIST: "is-file",
}


_STREAMS = {"stdout": 1, "stderr": 2}
_OPENED = re.compile(r"/dev/(stdout|stderr)|/(?:dev|proc/self)/fd/([0-9]{1,6})")


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing what is there only once all of it is on disk.

    A link is followed; a device or pipe is written to directly, and what this program was given open, such as
    /dev/stdout, where it stands. Raises `OutputProblem`, with nothing changed.
    """
    with _told(path):
        if (number := _opened(path)) is not None:
            _write_on(number, data)
            return
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        if path.exists() and not path.is_file():
            # By the name given: what a link such as /dev/stdout leads to need not have one.
            _write_through(path, data)
        else:
            _replace(target, data)


def _opened(path: Path) -> int | None:
    """The number of the open file that a name such as /dev/stdout or /dev/fd/3 stands for.

    Replaced by its name, a file that others write to as well (`>> log`) would lose what they wrote.
    """
    found = _OPENED.fullmatch(str(path)) if os.name == "posix" else None
    return _STREAMS.get(found[1]) or int(found[2]) if found else None


def _write_on(number: int, data: bytes) -> None:
    # Files that this program opened itself, as a library, are not inherited: they are nobody's output.
    if not os.get_inheritable(number):
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    with os.fdopen(os.dup(number), "wb") as stream:
        stream.write(data)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (plain names to contents) into the folder `path`, all of them or none.

    The folder is made when it is missing; files of other names in it are left alone. Raises `OutputProblem`, with
    nothing changed.
    """
    if _opened(path) is not None or (path.exists() and not path.is_dir() and not path.is_file()):
        raise OutputProblem("exports.is-stream", path=path)
    with _told(path):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_dir():
            raise FileExistsError(errno.EEXIST, "is a file", str(path))
        stage = _new_name(target / "export" if target.exists() else target)
        stage.mkdir()
        try:
            for name, data in files.items():
                _write_through(stage / name, data)
            _install(stage, target, list(files))
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _install(stage: Path, target: Path, names: list[str]) -> None:
    if not target.exists():
        stage.rename(target)
        _sync_folder(target.parent)
        return
    aside = stage / "before"
    aside.mkdir()
    installed: list[str] = []
    try:
        for name in names:
            installed.append(name)
            if (target / name).exists():
                (target / name).rename(aside / name)
            (stage / name).rename(target / name)
    except OSError:
        _put_back(aside, target, installed)
        raise
    _sync_folder(target)


def _put_back(aside: Path, target: Path, names: list[str]) -> None:
    for name in names:
        with suppress(OSError):
            if (aside / name).exists():
                (aside / name).replace(target / name)
            else:
                (target / name).unlink(missing_ok=True)


def _replace(target: Path, data: bytes) -> None:
    part = _new_name(target)
    try:
        _write_through(part, data)
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if path.is_file():
            os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _new_name(target: Path) -> Path:
    return target.with_name(f".{target.name[:40]}-{secrets.token_hex(6)}.part")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "failed")
        reason = error.strerror or str(error)
        raise OutputProblem(f"exports.{code}", path=path, folder=path.parent, reason=reason) from error
    except ValueError as error:
        raise OutputProblem("exports.failed", path=path, folder=path.parent, reason=error) from error
