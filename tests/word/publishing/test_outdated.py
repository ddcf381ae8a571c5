from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from plant import HEADING, p, written
from seed_report import NOW, SEED

from performance_index.belonging import Identity
from performance_index.finding import Refused, Severity
from performance_index.report import CommitteeReport
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.refresh import refresh

HOUSING = replace(SEED, belongs_to=Identity(code="H", committee="Housing Panel", title="Housing"))
CHILDREN = replace(SEED, belongs_to=Identity(code="C", committee="Children Panel", title="Children"))


@pytest.fixture(name="report")
def fixture_report(template: Path, target: Path) -> Path:
    """The seed's report, as it was generated."""
    fill(template, CHILDREN, target, now=NOW)
    return target


def named(report: Path, more: str, said: CommitteeReport, template: Path) -> Path:
    """Write another report beside this one, with more after its name."""
    path = report.with_stem(f"{report.stem}{more}")
    fill(template, said, path, now=NOW)
    return path


def test_a_report_as_it_was_before_a_correction_is_refused_and_the_report_is_named(report: Path, template: Path):
    backup = refresh(template, replace(CHILDREN, exceptions=()), report, now=NOW).backup
    assert backup is not None
    with pytest.raises(Refused) as no:
        publish(backup)
    assert str(no.value) == (
        f"{backup.name} is the report as it was before a correction, so it is not published; publish {report.name}, or "
        "give this one that name first if it is the right one after all"
    )
    assert not list(report.parent.glob("* - published*"))


@pytest.mark.parametrize(
    "more", ["", ", 2", " - Copy", " (1)"], ids=["first", "second of a minute", "copied", "downloaded"]
)
def test_every_backup_is_known_by_its_name(report: Path, more: str):
    end = f"{more})" if more.startswith(",") else f"){more}"
    backup = report.with_stem(f"{report.stem} (before 2020-10-20 09.30{end}")
    shutil.copyfile(report, backup)
    with pytest.raises(Refused, match="as it was before a correction"):
        publish(backup)


@pytest.mark.parametrize("more", ["", " (1)", " - Copy"])
def test_a_published_copy_is_not_published_again(report: Path, more: str):
    copy = publish(report).path
    copy = copy.rename(copy.with_stem(f"{copy.stem}{more}"))
    with pytest.raises(Refused) as no:
        publish(copy)
    assert str(no.value) == f"{copy.name} is a published copy already; publish {report.name}"


@pytest.mark.parametrize("subject", ["Statistics - published", "Plans (before 2020)", "What we published"])
def test_a_report_on_something_published_is_no_published_copy(template: Path, tmp_path: Path, subject: str):
    fill(template, SEED, tmp_path / f"{subject}.docx", now=NOW)
    assert publish(tmp_path / f"{subject}.docx").findings == ()


def test_an_older_version_is_published_with_a_warning_that_names_the_newer_ones(report: Path, template: Path):
    second, third = (named(report, f" ({n})", CHILDREN, template) for n in (2, 3))
    (two, three) = publish(report).findings
    assert [two.place, three.place] == [str(second), str(third)]
    assert (two.what, two.cure, two.severity) == (
        f"this is a newer version of the report than {report.name}, which was published",
        "if the newer one is meant, delete the copy and publish that one",
        Severity.WARNING,
    )
    assert [one.place for one in publish(second).findings] == [str(third)]
    assert publish(third).findings == ()


def test_a_version_of_another_index_is_no_newer_one(report: Path, template: Path):
    named(report, " (2)", HOUSING, template)
    assert publish(report).findings == ()


@pytest.mark.parametrize("name", ["{} (1)", "{}-DESKTOP-AB12CD", "Copy of {}"])
def test_a_copy_that_a_browser_or_a_sync_left_is_published_with_a_warning(report: Path, name: str):
    copy = report.with_stem(name.format(report.stem))
    shutil.copyfile(report, copy)
    (finding,) = publish(copy).findings
    assert (finding.place, finding.what) == (
        str(report),
        f"{copy.name}, which was published, may be only a copy of this report",
    )
    assert finding.cure == "compare the two in Word (Review, Compare), and publish the one that has all that is wanted"


def test_other_documents_beside_a_report_are_not_told_of(report: Path, template: Path):
    written(report.with_name("Agenda.docx"), HEADING + p("One."))
    named(report, " - Housing Panel", HOUSING, template)
    report.with_name("2020-11-04 Performance.docx").write_bytes(b"")
    assert publish(report).findings == ()
