from __future__ import annotations

import pytest

from performance_index.finding import Severity
from performance_index.word.publishing.wording import is_for_nobody, remarks

ERROR, WARNING = Severity.ERROR, Severity.WARNING
NOTE, GAP = "is a note to somebody", "is a gap that nobody has filled"
MAY_NOTE, MAY_GAP = "may be a note to somebody", "may be a gap that nobody has filled"
MARK, MAY_MARK = (
    "says that this is not for publication",
    "reads as if this were not for the public, or not final",
)

ERRORS = {
    "[KM to confirm the figure before publication]": NOTE,
    "[Jo to check]": NOTE,
    "[Jo Clerk to please update with Q2]": NOTE,
    "[please check this before publication]": NOTE,
    "[Do not publish]": NOTE,
    "[don’t publish this]": NOTE,
    "[note to self: ask legal]": NOTE,
    "[insert figure]": NOTE,
    "[Add commentary from Housing]": NOTE,
    "[check %]": NOTE,
    "XX%": GAP,
    "xx.x %": GAP,
    "XX per cent": GAP,
    "£XX": GAP,
    "£??": GAP,
    "??%": GAP,
    "Lorem ipsum dolor": GAP,
    "Click or tap here to enter text": GAP,
}


@pytest.mark.parametrize(("said", "what"), ERRORS.items(), ids=ERRORS)
def test_what_no_finished_text_says_is_an_error_wherever_it_stands(said: str, what: str):
    (one,) = remarks(f"In June {said} of plans were issued.")
    assert (one.severity, one.said, one.what) == (ERROR, said, what)
    assert one.cure


WARNINGS = {
    "[TBC]": MAY_NOTE,
    "[to be confirmed]": MAY_NOTE,
    "[update]": MAY_NOTE,
    "[insert name]": MAY_NOTE,
    "[awaiting Ofsted]": MAY_NOTE,
    "TBC": MAY_GAP,
    "TBA": MAY_GAP,
    "XX": MAY_GAP,
    "20XX": MAY_GAP,
    "??": MAY_GAP,
    "«Name»": MAY_GAP,
    "<<Ward>>": MAY_GAP,
    "{{ ward }}": MAY_GAP,
    "Error! Reference source": MAY_GAP,
}


@pytest.mark.parametrize(("said", "what"), WARNINGS.items(), ids=WARNINGS)
def test_what_some_finished_texts_say_is_a_warning(said: str, what: str):
    (one,) = remarks(f"The date is {said} for now.")
    assert (one.severity, one.said, one.what) == (WARNING, said, what)


@pytest.mark.parametrize(
    ("line", "severity", "what"),
    [
        ("DRAFT v3 – NOT FOR PUBLICATION – PURPOSE OF REPORT", ERROR, MARK),
        ("NOT FOR PUBLICATION (DRAFT)", ERROR, MARK),
        ("DRAFT", WARNING, MAY_MARK),
        ("*** DRAFT ***", WARNING, MAY_MARK),
        ("DRAFT v0.3", WARNING, MAY_MARK),
        ("Draft version 2", WARNING, MAY_MARK),
        ("First draft", WARNING, MAY_MARK),
        ("NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A", WARNING, MAY_MARK),
        ("Appendix 2 is NOT FOR PUBLICATION.", WARNING, MAY_MARK),
        ("STRICTLY CONFIDENTIAL", WARNING, MAY_MARK),
        ("Private and confidential", WARNING, MAY_MARK),
        ("EXEMPT REPORT", WARNING, MAY_MARK),
        ("EMBARGOED until 4 November", WARNING, MAY_MARK),
        ("OFFICIAL – SENSITIVE", WARNING, MAY_MARK),
        ("Do not publish until the meeting.", WARNING, MAY_MARK),
    ],
)
def test_a_line_that_marks_a_text_as_not_public_is_told(line: str, severity: Severity, what: str):
    (one,) = remarks(line)
    assert (one.severity, one.said, one.what) == (severity, line, what)


@pytest.mark.parametrize(
    ("line", "severity"),
    [("Not for publication", ERROR), ("Version 3 DRAFT", WARNING), ("Performance, draft v2", WARNING)],
)
def test_in_a_header_or_footer_such_a_mark_counts_wherever_it_stands(line: str, severity: Severity):
    assert [one.severity for one in remarks(line, in_margin=True)] == [severity]
    assert list(remarks(line)) == []


@pytest.mark.parametrize("missing", ["commentary", "data caveat"])
def test_our_own_words_for_what_is_missing_are_a_warning(missing: str):
    (one,) = remarks(f"No {missing} supplied by SEN and disability.")
    assert (one.severity, one.what) == (WARNING, "still stands where a service should have written")


FINE = [
    "R (Smith) v Merton LBC [2019] EWCA Civ 1",
    "He said that [the council] would act [sic].",
    "Appendix D [exempt]; the name is [redacted].",
    "It is a matter for the court [Cafcass]; see [1] and [a].",
    "Article XX and Schedule XX apply; Part XXI does not.",
    "Members asked officers to confirm the date and to update the panel before publication of the census.",
    "The draft budget was agreed. Draft minutes of 4 November. Draft Local Plan",
    "DRAFT MINUTES OF THE MEETING OF 4 NOVEMBER 2020",
    "This report has no confidential or exempt information.",
    "Exempt information: none",
    "Confidential items: none. Confidentiality is kept.",
    "Appendix D contains exempt information under Paragraph 3 of Part 1 of Schedule 12A.",
    "We do not publish the names of children. The figures are not to be published.",
    "Why has this not been done? Really?",
    "The outcome is to be confirmed by Council in March.",
    "Size XXL; Vision Express; Exxon; Max 5%; 20% of 2019/20",
    "No commentary was needed.",
    "Appendix D – Performance and Monitoring of Contracts – (Exempt Report)",
    "CONFIDENTIAL AND EXEMPT INFORMATION: there is none",
    "EXEMPT INFORMATION",
    "DRAFT BUDGET AND MEDIUM TERM FINANCIAL STRATEGY",
    "Final draft of the Plan [Appendix A]",
    "The relevant paragraphs (to be specified) of Part 1 of Schedule 12 (A) of the said Act",
    "The Council [as landlord] to provide [inter alia] repairs. [Councillor Smith left the meeting.]",
    "Wards affected: [All]; Key decision: [Yes/No]; that the panel [notes/approves] the report [see minute 59]",
    "Health checks: 35%. Check and challenge sessions were held.",
    "Members to discuss and comment on the contents of the report",
    "Note: figures are rounded. Insertions were made. Update on actions",
    "Quality assurance (QA) to complete by March; NHS to confirm",
    "Indicator 18: Number of In-House Foster Carers Recruited which continued to be a major area of focus",
    "<5 and >95 are suppressed; a << b",
    "",
]


@pytest.mark.parametrize("line", FINE)
def test_what_finished_texts_say_is_nothing_to_tell(line: str):
    assert list(remarks(line)) == []


def test_everything_in_a_line_is_told_once():
    told = [one.said for one in remarks("[KM to confirm XX% TBC] XX% of plans, XX% of reviews TBC, and TBC")]
    assert told == ["[KM to confirm XX% TBC]"]
    told = [one.said for one in remarks("XX% of plans, XX% of reviews TBC, and TBC")]
    assert told == ["XX%", "TBC"]


@pytest.mark.parametrize(
    ("said", "is_note"),
    [
        ("Check with legal: do not publish this sentence.", True),
        ("insert July", True),
        ("Query with Jo", True),
        ("was 35%??", True),
        ("Officers agreed to confirm the date.", False),
        ("Check and challenge", False),
        ("We published it.", False),
    ],
)
def test_highlighted_words_that_are_a_note_are_known_by_what_they_say(said: str, *, is_note: bool):
    assert is_for_nobody(said) is is_note
