from __future__ import annotations

import pytest

from performance_index.finding import Finding, HasErrors, NotReadable, Refused, Severity


def test_a_finding_reads_as_place_then_what_is_there_then_what_to_do():
    finding = Finding(severity=Severity.WARNING, place="Index!G14", what="tolerance is blank", cure="enter 0 for none")
    assert str(finding) == "Index!G14: tolerance is blank; enter 0 for none"


def test_findings_that_say_the_same_are_the_same():
    one, other = (
        Finding(severity=Severity.ERROR, place="Index!A3", what="the number 16 is used twice", cure="give another")
        for _ in range(2)
    )
    assert {one, other} == {one}


def test_a_finding_cannot_be_changed_after_it_was_made():
    finding = Finding(severity=Severity.ERROR, place="Index!A3", what="blank", cure="fill it in")
    with pytest.raises(AttributeError):
        finding.cure = "leave it"  # type: ignore[misc]  # that it is frozen is what is tested


def test_severities_are_the_words_that_people_read():
    assert [severity.value for severity in Severity] == ["error", "warning"]


def test_a_file_that_cannot_be_read_is_one_kind_of_refusal():
    with pytest.raises(Refused, match=r"^old\.xls is not an \.xlsx file: save it as one$"):
        raise NotReadable("old.xls is not an .xlsx file: save it as one")


def test_a_refusal_because_of_errors_brings_them_along():
    error = Finding(severity=Severity.ERROR, place="Index!A3", what="the number 16 is used twice", cure="give another")
    with pytest.raises(Refused, match=r"^1 error stands in the way of a report$") as refusal:
        raise HasErrors("1 error stands in the way of a report", (error,))
    assert isinstance(refusal.value, HasErrors)
    assert refusal.value.findings == (error,)
