from __future__ import annotations

from pathlib import Path

import pytest
from clerks_day import CLERKS_LAW, CLERKS_WORDS, Day, live, said

from performance_index.finding import HasErrors
from performance_index.word.publish import publish

PAGE = (Path(__file__).parents[2] / "docs" / "clerk.md").read_text(encoding="utf-8")


@pytest.fixture(name="day", scope="module")
def fixture_day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The whole story of docs/clerk.md."""
    return live(tmp_path_factory.mktemp("day"))


def test_the_page_quotes_what_publish_really_says(day: Day):
    with pytest.raises(HasErrors) as no:
        publish(day.refreshed)
    quoted = [line.strip() for line in PAGE.splitlines() if line.startswith("    Exceptions table")]
    assert len(quoted) == 2
    assert set(quoted) <= {str(finding) for finding in no.value.findings}


def test_the_page_names_the_copy_as_it_is_named(day: Day):
    assert f"*{day.published.path.name}*" in PAGE
    assert day.told.backup is not None
    assert f"*{day.told.backup.name}*" in PAGE


def test_each_picture_of_the_page_is_there():
    for name in ("clerk-refreshed.png", "clerk-published.png"):
        assert f"(pictures/{name})" in PAGE
        assert (Path(__file__).parents[2] / "docs" / "pictures" / name).exists()


def test_no_word_of_the_clerks_is_lost_on_the_way_to_the_public(day: Day):
    lines = "\n".join(said(day.published.path))
    assert CLERKS_LAW in lines
    assert CLERKS_WORDS["This is a national issue."] in lines
    assert CLERKS_WORDS["covered in the departmental update."] in "\n".join(said(day.edited))


def test_what_was_accepted_is_published(day: Day):
    assert said(day.published.path) == said(day.accepted)
    lines = "\n".join(said(day.published.path))
    for new in ("covered in the quarterly update.", "Covid-19 has had", "Two were postponed.", "£40,000"):
        assert new in lines
    assert "foster carers" not in lines


def test_the_published_report_of_an_edited_day_has_no_finding(day: Day):
    assert day.published.findings == ()
