"""Files are written whole or not at all."""

import errno
import os
import stat
from pathlib import Path

import pytest

from reviewer.exports import atomic
from reviewer.exports.atomic import OutputProblem, write_folder, write_whole
from reviewer.language.wording import LOCALES, sentences


def refused(path: Path, *, folder: bool = False) -> str:
    with pytest.raises(OutputProblem) as caught:
        write_folder(path, {"a.csv": b"new"}) if folder else write_whole(path, b"new")
    message = caught.value.message
    assert all(len(sentences(message, locale)) == 3 for locale in LOCALES)
    return message.code.removeprefix("exports.")


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "報告.html"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert everything_in(tmp_path) == {"報告.html": b"two"}


def test_permissions_of_a_replaced_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o640)
    write_whole(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_new_files_have_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_whole(tmp_path / "whole", b"")
    write_folder(tmp_path / "folder", {"a.csv": b""})
    (tmp_path / "made").mkdir()
    assert (tmp_path / "whole").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert (tmp_path / "folder").stat().st_mode == (tmp_path / "made").stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_devices_are_written_to_and_stay_devices(tmp_path: Path) -> None:
    assert refused(Path("/dev/full")) == "full"
    write_whole(Path("/dev/null"), b"new")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode) and stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    assert refused(tmp_path) == "is-folder"
    assert refused(tmp_path / "nowhere" / "a") == "no-folder"
    assert refused(tmp_path / "file" / "a") == "no-folder"
    assert refused(tmp_path / ("長" * 300)) == "failed"
    assert refused(tmp_path / "file", folder=True) == "is-file"
    assert refused(tmp_path / "nowhere" / "a", folder=True) == "no-folder"
    assert everything_in(tmp_path) == {"file": b"old"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_forbidden_folders(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert refused(tmp_path / "a") == "forbidden"
    assert refused(tmp_path / "b", folder=True) == "forbidden"


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "full"), (errno.EROFS, "read-only"), (errno.EIO, "failed")]
)
@pytest.mark.parametrize("folder", [False, True])
def test_a_disk_that_fails_changes_nothing(
    number: int, code: str, folder: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    write_folder(target, {"a.csv": b"old"}) if folder else write_whole(target, b"old")
    before = everything_in(tmp_path)

    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    assert refused(target, folder=folder) == code
    assert everything_in(tmp_path) == before


def test_a_folder_is_made_and_its_tables_replaced_beside_other_files(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_folder(folder, {"a.csv": b"1", "b.csv": b"2"})
    (folder / "mine.txt").write_bytes(b"kept")
    write_folder(folder, {"a.csv": b"3", "b.csv": b"4", "c.csv": b"5"})
    assert everything_in(tmp_path) == {
        "tables/a.csv": b"3", "tables/b.csv": b"4", "tables/c.csv": b"5", "tables/mine.txt": b"kept",
    }  # fmt: skip


def test_a_failure_between_two_tables_puts_the_first_back(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_folder(folder, {"a.csv": b"1"})
    (folder / "b.csv" / "inside").mkdir(parents=True)
    moves: list[Path] = []
    original = Path.rename

    def third_fails(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == 4:
            raise OSError(errno.EIO, "worn out")
        return original(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", third_fails)
        assert refused_tables(folder) == "failed"
    assert everything_in(folder) == {"a.csv": b"1"}
    assert (folder / "b.csv" / "inside").is_dir()


def refused_tables(folder: Path) -> str:
    with pytest.raises(OutputProblem) as caught:
        write_folder(folder, {"a.csv": b"3", "b.csv": b"4"})
    return caught.value.message.code.removeprefix("exports.")


def test_two_writers_do_not_share_a_part(tmp_path: Path) -> None:
    target = tmp_path / "a"
    names = {atomic._new_name(target) for _ in range(100)}
    assert len(names) == 100 and {name.parent for name in names} == {tmp_path}


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names of open files here")
def test_an_open_pipe_is_written_to_by_its_name() -> None:
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    write_whole(Path(f"/dev/fd/{writing}"), b"new")
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert stream.read() == b"new"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no names of open files here")
def test_a_file_that_others_write_to_is_gone_on_with_and_not_replaced(tmp_path: Path) -> None:
    shared, own = tmp_path / "log", tmp_path / "library"
    with shared.open("wb", 0) as log, own.open("wb", 0) as kept:
        os.set_inheritable(log.fileno(), True)
        log.write(b"before ")
        write_whole(Path(f"/dev/fd/{log.fileno()}"), b"new")
        log.write(b" after")
        kept.write(b"mine")
        assert refused(Path(f"/dev/fd/{kept.fileno()}")) == "failed"
    assert everything_in(tmp_path) == {"log": b"before new after", "library": b"mine"}


@pytest.mark.skipif(os.name != "posix", reason="names of open files")
@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/null", "/dev/fd/1"])
def test_a_folder_is_not_written_to_a_stream(place: str) -> None:
    with pytest.raises(OutputProblem, match="is-stream"):
        write_folder(Path(place), {"a": b"x"})
