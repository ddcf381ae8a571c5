"""A disk that is full or may not be written: a sentence with the cure, the old file whole, and nothing left behind.

The disks are real: small ones in memory, which only an administrator of Linux may mount; and a limit on the size of
files, which everybody may set.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from books import DETAILS, INDICATORS, Changes, book
from conformance import needs_libreoffice

NAME = "2020-11-04 Performance Monitoring Report.docx"
MOVED: Changes = {(DETAILS, "Meeting date", "Value"): dt.date(2020, 11, 11)}
NEXT: Changes = {**MOVED, (DETAILS, "Period end", "Value"): dt.date(2020, 12, 31)}
FIGURES = Path(__file__).parent / "data" / "published_ratings.csv"
FULL = "(the disk is full); make room on it, or choose another folder."
PAGE = 4096  # such a disk is filled by the page
Files = dict[str, bytes]
Disk = Callable[[str], Path]


@pytest.fixture(name="disk")
def fixture_disk(tmp_path: Path) -> Iterator[Disk]:
    """A way to mount a small disk, '96k' in size."""
    mounted: list[Path] = []

    def mount(size: str) -> Path:
        place = tmp_path / f"disk {len(mounted)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", place], check=False)
        if done.returncode:
            pytest.skip("no small disk can be mounted here; the limit on the size of files is tested all the same")
        mounted.append(place)
        return place

    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only an administrator of Linux may mount a small disk")
    yield mount
    for place in mounted:
        subprocess.run(["umount", "-l", place], check=True)


def run(*arguments: object, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command, perhaps with no file larger than so many bytes."""

    def limited() -> None:
        import resource  # noqa: PLC0415 - Windows has none

        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-B", "-m", "performance_index", *map(str, arguments)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}  # its file would grow
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limited, env=env)


def files(folder: Path) -> Files:
    """All that is in a folder, hidden too."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def fill(disk: Path, leave: int) -> None:
    """Fill a disk but for so many bytes."""
    with (disk / "ballast").open("wb") as file:
        file.write(bytes(shutil.disk_usage(disk).free - leave))


def corrected(path: Path) -> Path:
    """The example's workbook with a figure corrected, so that its report changes."""
    return book(path, {(INDICATORS, "2", "Sep"): 0.95})


def published(tmp_path: Path) -> Path:
    """A report in which nothing is open any more."""
    from docx import Document  # noqa: PLC0415 - only here

    document = Document()
    document.add_heading("Report", level=1)
    document.add_paragraph("All is said.")
    document.core_properties.title = "Report"
    document.save(str(tmp_path / "report.docx"))
    return tmp_path / "report.docx"


def refused(done: subprocess.CompletedProcess[str], *says: str) -> None:
    """It ended in one sentence, after the findings, with all of these words."""
    assert (done.returncode, done.stdout) == (1, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith("performance-index: ")
    for words in says:
        assert words in last


def test_a_new_report_does_not_fit_on_a_full_disk(disk: Disk, tmp_path: Path):
    place = disk("96k")
    fill(place, 8192)
    before = files(place)
    refused(run("report", book(tmp_path / "PI.xlsm"), "-o", place / "new" / "reports"), NAME, FULL)
    assert files(place) == before
    assert [one.name for one in place.iterdir()] == ["ballast"]


@pytest.mark.parametrize("copies", [0, 1], ids=["not even the backup fits", "only the backup fits"])
def test_a_report_that_cannot_be_brought_up_to_date_on_a_full_disk_stays_whole(disk: Disk, tmp_path: Path, copies: int):
    place = disk("160k")
    assert run("report", book(tmp_path / "PI.xlsm"), "-o", place).returncode == 0
    size = len(files(place)[NAME])
    fill(place, copies * (size // PAGE + 1) * PAGE + PAGE)
    before = files(place)
    refused(run("report", corrected(tmp_path / "PI.xlsm"), "-o", place), FULL)
    assert files(place) == before


@pytest.mark.parametrize("copies", [0, 1], ids=["not even the report fits", "the report as it was does not fit"])
@pytest.mark.parametrize("changes", [MOVED, NEXT], ids=["for another day", "for another period"])
def test_a_report_that_cannot_go_on_on_a_full_disk_stays_whole(
    disk: Disk, tmp_path: Path, copies: int, changes: Changes
):
    place = disk("160k")
    assert run("report", book(tmp_path / "PI.xlsm"), "-o", place).returncode == 0
    size = len(files(place)[NAME])
    fill(place, copies * (size // PAGE + 1) * PAGE)
    before = files(place)
    done = run("report", book(tmp_path / "PI.xlsm", changes), "-o", place, "--from", place / NAME)
    if changes is NEXT and copies:  # which is all that it takes
        assert done.returncode == 0
    else:
        refused(done, FULL)
        assert files(place) == before


def test_a_copy_of_what_was_generated_that_does_not_fit_is_a_warning(disk: Disk, tmp_path: Path):
    place = disk("400k")
    path = book(place / "PI.xlsm")
    fill(place, 0)
    done = run("report", path, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "no copy could be kept of what was generated" in done.stderr
    assert set(files(place)) == {"PI.xlsm", "ballast"}


def test_a_published_copy_does_not_fit_on_a_full_disk(disk: Disk, tmp_path: Path):
    place = disk("64k")
    (place / "report - published.docx").write_bytes(b"the one before")
    fill(place, 4096)
    before = files(place)
    refused(run("publish", published(tmp_path), "-o", place, "--overwrite"), "report - published.docx", FULL)
    assert files(place) == before


@needs_libreoffice
def test_a_pdf_that_does_not_fit_is_told_of_and_the_document_stands(disk: Disk, tmp_path: Path):
    place, report = disk("96k"), published(tmp_path)
    assert run("publish", report, "-o", place).returncode == 0
    size = (place / "report - published.docx").stat().st_size
    (place / "report - published.docx").unlink()
    fill(place, (size // PAGE + 2) * PAGE)
    done = run("publish", report, "-o", place, "--pdf")
    assert done.returncode == 1
    assert f"report - published.pdf could not be written {FULL[:-1]}" in done.stderr
    assert set(files(place)) == {"ballast", "report - published.docx"}


def test_rated_figures_do_not_fit_on_a_full_disk(disk: Disk):
    place = disk("64k")
    (place / "rated.csv").write_text("somebody's")
    fill(place, 0)
    before = files(place)
    refused(run("rate", FIGURES, "-o", place / "rated.csv", "--overwrite"), "rated.csv", FULL)
    assert files(place) == before


def test_a_disk_that_may_only_be_read_is_called_that_by_every_command(disk: Disk, tmp_path: Path):
    place = disk("1m")
    path = book(place / "PI.xlsm")
    assert run("report", path).returncode == 0
    shutil.copy(published(tmp_path), place)
    corrected(path)
    before = files(place)
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    says = "(nothing may be written on that disk); choose another folder."
    for command in (
        ("report", path),
        ("report", path, "--new-version"),
        ("report", path, "-o", place / "other" / "folder"),
        ("publish", place / "report.docx"),
        ("rate", FIGURES, "-o", place / "rated.csv"),
    ):
        refused(run(*command), says)
    assert files(place) == before


LIMITED = "(files may not be that large there); choose another folder."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes")
def test_a_limit_on_the_size_of_files_leaves_all_as_it_was(tmp_path: Path):
    place, path = tmp_path / "out", book(tmp_path / "PI.xlsm")
    place.mkdir()
    report = published(tmp_path)
    refused(run("report", path, "-o", place, limit=9000), NAME, LIMITED)
    refused(run("publish", report, "-o", place, limit=9000), "report - published.docx", LIMITED)
    refused(run("rate", FIGURES, "-o", place / "rated.csv", limit=500), "rated.csv", LIMITED)
    assert files(place) == {}
    assert run("report", path, "-o", place).returncode == 0
    before = files(place)
    refused(run("report", corrected(path), "-o", place, limit=9000), LIMITED)
    assert files(place) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", ["show", "check", "report", "rate"])
def test_what_is_printed_to_a_full_disk_ends_in_a_sentence(command: str, tmp_path: Path):
    given = FIGURES if command == "rate" else book(tmp_path / "PI.xlsm")
    line = [sys.executable, "-m", "performance_index", command, given]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"performance-index: the work could not be ended {FULL}"
