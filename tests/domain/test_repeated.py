"""Many findings with the same words are one finding, and nothing that was found is lost by it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from performance_index.finding import Finding, Severity
from performance_index.repeated import MANY, gathered


def warning(place: str, what: str = "the tolerance is blank", number: str = "", cure: str = "enter 0") -> Finding:
    return Finding(severity=Severity.WARNING, place=place, what=what, cure=cure, number=number)


def in_rows(count: int, *, numbered: bool = True) -> list[Finding]:
    return [warning(f"Index!G{7 + n}", number=f"{n + 1}a" if numbered else "") for n in range(count)]


def test_a_few_findings_with_the_same_words_stand_each_at_its_place():
    assert gathered(in_rows(5)) == in_rows(5)


def test_many_are_one_at_the_first_place_and_name_their_indicators():
    (one,) = gathered(in_rows(6))
    assert str(one) == (
        "Index!G7: the tolerance is blank; so it is with 6 indicators (1a, 2a, 3a, 4a, 5a, 6a); enter 0"
    )
    assert one.also == ("Index!G8", "Index!G9", "Index!G10", "Index!G11", "Index!G12")


def test_cells_that_are_not_of_an_indicator_each_are_named_and_those_in_a_column_together():
    places = ["Profile!A7", "Profile!A8", "Profile!A9", "Profile!B10", "Index!B11", "somewhere", "Profile!A10"]
    (one,) = gathered([warning(place) for place in places])
    assert one.what.endswith("in 7 cells (Profile!A7:A9, Profile!B10, Index!B11, somewhere, Profile!A10)")


def test_several_cells_of_one_indicator_are_named_by_their_cells():
    (one,) = gathered([warning(f"Index!{column}7", number="16") for column in "GHIJKL"])
    assert "(Index!G7, Index!H7, Index!I7, Index!J7, Index!K7, Index!L7)" in one.what


def test_other_findings_keep_their_order_around_those_that_are_one():
    first, last = warning("Report!B5", "the subject is blank"), warning("Report!B6", "the wards are blank")
    assert [one.place for one in gathered([first, *in_rows(9), last])] == ["Report!B5", "Index!G7", "Report!B6"]


def test_the_same_said_twice_of_one_place_is_not_counted_twice():
    assert gathered([warning("Index!G7")] * 9) == [warning("Index!G7")] * 9


FINDINGS = st.lists(
    st.builds(
        warning,
        st.sampled_from([f"{sheet}!{cell}" for sheet in ("Index", "Profile") for cell in ("A1", "A2", "A9", "B1")]),
        st.sampled_from(["blank", "negative"]),
        st.sampled_from(["", "1", "16a"]),
        st.sampled_from(["fill it in", "clear it"]),
    ),
    max_size=40,
)


@given(FINDINGS)
def test_no_words_stand_in_more_lines_than_a_few_and_every_place_is_still_there(findings: list[Finding]):
    made = gathered(findings)
    lines = {(one.place, one.what, one.cure) for one in made}
    assert all(count <= MANY for count in Counter((what, cure) for _, what, cure in lines).values())
    for one in findings:
        assert any(one.place in (m.place, *m.also) and m.what.startswith(one.what) and m.cure == one.cure for m in made)
    assert gathered(made) == made
