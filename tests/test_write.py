from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from performance_index.finding import Refused
from performance_index.write import owner_file, write_whole


@pytest.fixture(name="target")
def fixture_target(tmp_path: Path) -> Path:
    """Where the report goes."""
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder / "2020-11-04 Performance report.docx"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("report.docx", "~$report.docx"),
        ("reports.docx", "~$eports.docx"),
        ("my report.docx", "~$ report.docx"),
        ("2020-11-04 Performance Report.docx", "~$20-11-04 Performance Report.docx"),
    ],
)
def test_the_file_that_word_keeps_beside_an_open_document_is_known(name: str, owner: str):
    assert owner_file(Path("x") / name) == Path("x") / owner


def test_a_new_file_is_written_whole(target: Path):
    write_whole(target, b"new", overwrite=False)
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_report_can_be_read_by_whoever_may_read_the_folder(target: Path):
    usual = target.with_name("usual")
    usual.touch()
    write_whole(target, b"new", overwrite=False)
    assert target.stat().st_mode == usual.stat().st_mode


def test_a_document_open_in_word_is_not_replaced(target: Path):
    target.write_bytes(b"old")
    owner_file(target).write_bytes(b"\x07A Clerk")
    with pytest.raises(Refused, match=r"is open in Word; close it and try again .*delete the hidden file ~\$20-11-04"):
        write_whole(target, b"new", overwrite=True)
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_a_refusal(tmp_path: Path):
    with pytest.raises(Refused, match=r"there is no folder .*gone; make it, or choose another"):
        write_whole(tmp_path / "gone" / "report.docx", b"new", overwrite=False)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_folder_in_the_place_of_the_file_is_a_refusal_and_leaves_nothing_behind(target: Path, *, overwrite: bool):
    target.mkdir()
    with pytest.raises(Refused, match="is a folder or a device, not a file; choose another name"):
        write_whole(target, b"new", overwrite=overwrite)
    assert list(target.parent.iterdir()) == [target]


def of_windows(number: int, errno_: int) -> OSError:
    """What Windows raises: its own number, of which Python makes one of everybody's."""
    problem = OSError(errno_, "The parameter is incorrect")
    problem.winerror = number  # type: ignore[attr-defined] # elsewhere it has none
    return problem


AWAY = r"\(the disk or network drive does not answer\); connect it again, or choose another folder"
FAULTS = {
    "full": (
        OSError(errno.ENOSPC, "No space left"),
        r"\(the disk is full\); make room on it, or choose another folder",
    ),
    "full, on Windows": (of_windows(39, errno.EINVAL), r"\(the disk is full\); make room on it"),
    "share used up": (OSError(errno.EDQUOT, "Quota"), r"\(your share of the disk is full\); make room in it"),
    "read-only": (OSError(errno.EROFS, "Read-only"), r"\(nothing may be written on that disk\); choose another folder"),
    "read-only, on Windows": (of_windows(19, errno.EACCES), r"\(nothing may be written on that disk\); choose"),
    "long name, on Windows": (
        of_windows(206, errno.ENOENT),
        r"\(the name with its folders is too long\); give a shorter",
    ),
    "gone": (OSError(errno.EIO, "Input/output error"), AWAY),
    "stale": (OSError(errno.ESTALE, "Stale file handle"), AWAY),
    "gone, on Windows": (of_windows(64, errno.EINVAL), AWAY),
    "not found, on Windows": (of_windows(53, errno.ENOENT), AWAY),
    "not ready, on Windows": (of_windows(21, errno.EACCES), AWAY),
    "anything else": (
        OSError(errno.EBADF, "Bad file descriptor"),
        r"\(Bad file descriptor\); put that right and try again",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_fault_of_the_disk_is_told_with_its_cure_and_leaves_nothing_behind(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str, step: str
):
    problem, says = FAULTS[name]
    target.write_bytes(b"old")
    monkeypatch.setattr(os if step == "fsync" else Path, step, failing(problem))
    with pytest.raises(Refused, match=f"{re.escape(str(target))} could not be written {says}"):
        write_whole(target, b"new", overwrite=True)
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_a_drive_that_goes_away_for_good_ends_in_its_sentence(target: Path, monkeypatch: pytest.MonkeyPatch):
    gone = failing(OSError(errno.ENOTCONN, "Transport endpoint is not connected"))
    monkeypatch.setattr(os, "fsync", gone)
    monkeypatch.setattr(Path, "unlink", gone)
    with pytest.raises(Refused, match=AWAY):
        write_whole(target, b"new", overwrite=False)


def test_a_file_that_windows_has_locked_is_open_in_word(target: Path, monkeypatch: pytest.MonkeyPatch):
    target.write_bytes(b"old")
    locked = PermissionError(errno.EACCES, "Access is denied", "made", None, str(target))
    monkeypatch.setattr(Path, "replace", failing(locked))
    with pytest.raises(Refused, match="is open in another program, such as Word; close it and try again"):
        write_whole(target, b"new", overwrite=True)
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_one_may_not_write_in_is_named(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "open", failing(PermissionError(errno.EACCES, "Permission denied", "made")))
    with pytest.raises(Refused, match=r"you may not write in .*reports; choose another folder"):
        write_whole(target, b"new", overwrite=False)


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_appears_meanwhile_is_not_written_over(
    target: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
):
    def rival(_file: int) -> None:
        target.write_bytes(b"somebody else's")

    monkeypatch.setattr(os, "fsync", rival)
    if not links:
        monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, "Operation not permitted")))
    with pytest.raises(Refused, match="exists already"):
        write_whole(target, b"new", overwrite=False)
    assert target.read_bytes() == b"somebody else's"
    assert list(target.parent.iterdir()) == [target]


def test_a_disk_without_links_will_do(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, "Operation not permitted")))
    write_whole(target, b"new", overwrite=False)
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_name_taken_for_a_file_that_cannot_be_finished_is_given_back(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "link", failing(OSError(errno.EPERM, "Operation not permitted")))
    monkeypatch.setattr(Path, "replace", failing(OSError(errno.EIO, "Input/output error")))
    with pytest.raises(Refused, match="could not be written"):
        write_whole(target, b"new", overwrite=False)
    assert list(target.parent.iterdir()) == []


def failing(error: OSError) -> Callable[..., None]:
    """Give what the operating system does when it fails in this way."""

    def fail(*_arguments: object, **_named: object) -> None:
        raise error

    return fail


def test_what_a_killed_write_has_left_goes_an_hour_later(target: Path):
    old, fresh, another = (
        target.with_name(name) for name in (".performance-index-1.tmp", ".performance-index-2.tmp", "1.tmp")
    )
    for left in (old, fresh, another):
        left.write_bytes(b"half")
    now = fresh.stat().st_mtime
    for left in (old, another):
        os.utime(left, (now - 3700, now - 3700))
    write_whole(target, b"new", overwrite=False)
    assert set(target.parent.iterdir()) == {target, fresh, another}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights, and links for administrators only")
def test_a_file_that_is_replaced_keeps_its_rights_and_a_link_leads_to_it_still(target: Path):
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = target.with_name("link.docx")
    link.symlink_to(target)
    write_whole(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
