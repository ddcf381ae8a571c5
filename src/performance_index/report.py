"""What the committee is told: the report as data, with no Word in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from performance_index.belonging import Identity
from performance_index.explain import explain
from performance_index.figures_beside import Figure, beside, figures_beside
from performance_index.index import PerformanceIndex, not_rated, rated_of
from performance_index.indicator import DataStatus, says_nothing
from performance_index.list_lines import as_lines
from performance_index.period import FinancialYear, Month
from performance_index.rating import RatedIndicator, Rating
from performance_index.report_choices import Counts, NotRated, RatingShown, SinceLast


class Section(Enum):
    """A place in the report for a council's own words: its name in the workbook and, as `tag`, in the template."""

    RECOMMENDATIONS = "Recommendations"
    PURPOSE = "Purpose of report"
    COUNTS = "Counts by rating"
    SUMMARY = "Executive summary"
    EXCEPTIONS = "Exception report"
    NOT_RATED = "Indicators not rated"
    SINCE = "Since the last meeting"
    CAVEATS = "Data caveats"
    DECISION = "For decision"
    ALTERNATIVES = "Alternative options"
    CONSULTATION = "Consultation"
    TIMETABLE = "Timetable"
    FINANCIAL = "Financial implications"
    LEGAL = "Legal implications"
    EQUALITIES = "Equalities implications"
    CRIME = "Crime and disorder implications"
    RISK = "Risk and health and safety implications"
    APPENDICES = "Appendices"
    BACKGROUND = "Background papers"

    @property
    def tag(self) -> str:
        """The tag of the section's content control: 'section.recommendations'."""
        return f"section.{self.name.lower()}"


TINTS = {Rating.BLUE: "D6E6F7", Rating.GREEN: "D9EEDC", Rating.AMBER: "FFE8B8", Rating.RED: "F9D6D5"}
"""The background behind a rating, in sheet and report alike; black words on each have a contrast above 15."""


MOST_WORDS = 150
"""More are too many for a commentary where a council has not said how many: half a page beside figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetails:
    """What a person fills in about the report; a blank leaves the template's own words in place.

    `texts` gives the paragraphs of each section that has any, `figures` what stands beside the commentary of an
    exception. `most_words`: more are too many for a commentary; 0 where none are. `figures_for`: the year that a person
    says the index's figures are for, None where nobody has said. `words_for`: the period that a person last went
    through all words for.
    """

    committee: str = ""
    meeting_date: dt.date | None = None
    wards: str = ""
    subject: str = ""
    lead_officer: str = ""
    lead_member: str = ""
    contact_officer: str = ""
    figures_for: FinancialYear | None = None
    words_for: Month | None = None
    rating_shown: RatingShown = RatingShown.LETTER
    not_rated: NotRated = NotRated.LEFT_OUT
    since: SinceLast = SinceLast.LEFT_OUT
    figures: tuple[Figure, ...] = ()
    counts: Counts = Counts.LEFT_OUT
    most_words: int = MOST_WORDS
    texts: Mapping[Section, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table in the report: its indicator's number, and the text of every column a template may ask for.

    `cells` maps a column's tag to its paragraphs, of which some may be items of a list (`list_lines`); `rating` colours
    the rating cell, None where the row has none. `figure_stands`: a caveat on a figure that is given all the same.
    `facts`: what no column shows, by its tag; words about it are looked at again when it changes.
    """

    number: str
    cells: Mapping[str, tuple[str, ...]]
    rating: Rating | None = None
    figure_stands: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)


_PROVISIONAL = "Provisional figure, "
NOT_GIVEN = "Not given"
"""What a cell says where a person left it blank: no cell of a published table is empty."""
FIGURES = "figures"
"""The column of all figures that the council has chosen, each a line: it stands only where it has chosen some."""
EXCEPTION_COLUMNS = (
    "no", "indicator", "rating", FIGURES, "commentary", "why", "actual", "target", "how_far_off", "direction",
    "last_period", "theme", "lead_service",
)  # fmt: skip
CAVEAT_COLUMNS = ("no", "indicator", "commentary", "status", "lead_service")
UNRATED_COLUMNS = ("no", "indicator", "why", "status", "theme", "lead_service")
AMENDED_COLUMNS = ("no", "indicator", "what", "previously", "now", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeReport:
    """Everything a template can hold, by the tag of its content control.

    `values`: single words and dates, of which a blank is left out. `sections`: paragraphs, only where a person gave
    some, or the data do. `exceptions` and `caveats`: the rows of the two tables, empty where there are none;
    `unrated_rows`: those of the table of what is not rated, empty too where the council has none. `unrated`: how many
    indicators have no rating, `indicators`: of how many; `why_unrated`: the reason by number, told or not. `has_amber`:
    whether the rule has that state. `figures`: what the council wants beside the commentary of an exception.
    `amended`: what is not as it was published, one row for each thing; None where nothing was recorded as published, so
    that nobody can say. `belongs_to`: the index that it is made from, and
    `compared_with`: the workbook that counts as published, where these are to be kept in it.
    """

    title: str
    values: Mapping[str, str | dt.date]
    sections: Mapping[str, tuple[str, ...]]
    exceptions: tuple[Row, ...]
    caveats: tuple[Row, ...]
    unrated_rows: tuple[Row, ...] = ()
    unrated: int = 0
    why_unrated: Mapping[str, str] = field(default_factory=dict)
    indicators: int = 0
    has_amber: bool = True
    figures: tuple[Figure, ...] = ()
    amended: tuple[Row, ...] | None = None
    belongs_to: Identity | None = None
    compared_with: str = ""

    @property
    def sentences(self) -> dict[str, str]:
        """By table, the last part of the tag of the one introduction that is true.

        exceptions: "some" or "one"; "red" or "one_red" of a rule without amber; "none" (all indicators are rated),
        "rated" (none of those that are rated), "unrated" (no indicator is). caveats: "some" (on figures that can't be
        given), "care" (on figures that stand), "both", "none". unrated: "some", or "" where the report has no such
        table. amendments: "some", "one" or "none", or "" where nobody can say.
        """
        stands = {row.figure_stands for row in self.caveats}
        without = "none" if not self.unrated else "rated" if self.unrated < self.indicators else "unrated"
        with_caveats = "both" if len(stands) > 1 else "care" if True in stands else "some"
        return {
            "exceptions": self._some_exceptions() if self.exceptions else without,
            "caveats": with_caveats if self.caveats else "none",
            "unrated": "some" if self.unrated_rows else "",
            "amendments": "" if self.amended is None else _SOME.get(len(self.amended), "some"),
        }

    def _some_exceptions(self) -> str:
        is_red = not self.has_amber and all(row.rating is Rating.RED for row in self.exceptions)
        if len(self.exceptions) > 1:
            return "red" if is_red else "some"
        return "one_red" if is_red else "one"


_SOME = {0: "none", 1: "one"}


NO_SIGNALS: Mapping[str, str] = MappingProxyType({})


def compose(  # noqa: PLR0913 - what else the report tells
    index: PerformanceIndex,
    details: ReportDetails,
    amended: tuple[Row, ...] | None = None,
    since: tuple[str, ...] = (),
    counts: tuple[str, ...] = (),
    *,
    signals: Mapping[str, str] = NO_SIGNALS,
) -> CommitteeReport:
    """Give the report of an index: its counts and rows all come from the rated rows, never from text.

    `amended`: the rows of what is not as it was published; None where nothing was recorded. `since`: what became of the
    exceptions since the last meeting, in paragraphs; none where that is left out, or nobody can say. `counts`: how many
    have each rating, in paragraphs; none where that is left out. `signals`: a line on each indicator's, by its number,
    where they are shown.
    """
    values: dict[str, str | dt.date | None] = {
        "committee": details.committee,
        "date": details.meeting_date,
        "wards": details.wards,
        "subject": details.subject,
        "lead_officer": details.lead_officer,
        "lead_member": details.lead_member,
        "contact_officer": details.contact_officer,
        "year": index.year.label,
        "year_short": index.year.short_label,
        "period_end": index.period.end,
        "index_title": index.title,
    }
    texts = {section.tag: paragraphs for section, paragraphs in details.texts.items() if paragraphs}
    count = {NotRated.SENTENCE: not_rated, NotRated.TABLE: rated_of}.get(details.not_rated)
    unrated = [one for one in index.rated if not one.rating.is_rated]
    if count and unrated:
        told = count(index)
        texts[Section.NOT_RATED.tag] = (told, *texts.get(Section.NOT_RATED.tag, ()))
    for section, paragraphs in ((Section.SINCE, since), (Section.COUNTS, counts)):
        if paragraphs:
            texts[section.tag] = (*paragraphs, *texts.get(section.tag, ()))
    return CommitteeReport(
        title=" – ".join(part for part in (details.subject, details.committee) if part) or index.title,
        values={tag: value for tag, value in values.items() if value},
        sections=texts,
        exceptions=tuple(_exception(one, details, signals.get(one.indicator.number, "")) for one in index.exceptions()),
        caveats=tuple(_caveat(rated) for rated in index.caveats()),
        unrated_rows=tuple(map(_unrated, unrated)) if details.not_rated is NotRated.TABLE else (),
        unrated=len(unrated),
        why_unrated={one.indicator.number: explain(one) for one in unrated},
        indicators=len(index.rated),
        has_amber=index.rule.states > 2,
        figures=details.figures,
        amended=amended,
    )


def _exception(rated: RatedIndicator, details: ReportDetails, signal: str) -> Row:
    indicator = rated.indicator
    service = indicator.lead_service or "the lead service"
    commentary = _paragraphs(indicator.commentary) or (f"No commentary supplied by {service}.",)
    if rated.override is not None:
        commentary = (*commentary, f"{explain(rated)}.")
    cells = {
        "no": (indicator.number,),
        "indicator": (indicator.name,),
        "rating": (details.rating_shown.show(rated.rating),),
        FIGURES: beside(rated, details.figures, signal),
        "commentary": commentary,
        "why": (f"{explain(rated)}.",),
        **{tag: (said,) for tag, said in figures_beside(rated).items()},
        "theme": (indicator.theme or NOT_GIVEN,),
        "lead_service": (indicator.lead_service or NOT_GIVEN,),
    }
    return Row(number=indicator.number, cells=cells, rating=rated.rating)


def _caveat(rated: RatedIndicator) -> Row:
    indicator = rated.indicator
    service = indicator.lead_service or "the lead service"
    said = list(_paragraphs(indicator.caveat))
    if indicator.status is DataStatus.NOT_REPORTABLE:
        said = said or [f"No data caveat supplied by {service}."]
    elif indicator.status is DataStatus.PROVISIONAL and rated.actual is not None:
        rating = f"rated {rated.rating.value}" if rated.rating.is_rated else f"not rated: {rated.rating.value.lower()}"
        said.insert(0, f"{_PROVISIONAL}{rating}.")
    if rated.override is not None:
        said.append(f"{explain(rated)}.")
    cells = {
        "no": (indicator.number,),
        "indicator": (indicator.name,),
        "commentary": tuple(said),
        "status": (indicator.status.value,),
        "lead_service": (indicator.lead_service or NOT_GIVEN,),
    }
    facts = {
        "actual": "" if rated.actual is None else indicator.show(rated.actual),
        "target": "" if rated.target is None else indicator.show(rated.target),
    }
    facts |= {"rating": rated.rating.value} if rated.rating.is_rated else {}
    stands = rated.actual is not None and indicator.status not in {DataStatus.NOT_REPORTABLE, DataStatus.AWAITING}
    return Row(number=indicator.number, cells=cells, facts=facts, figure_stands=stands)


def _unrated(rated: RatedIndicator) -> Row:
    indicator = rated.indicator
    cells = {
        "no": (indicator.number,),
        "indicator": (indicator.name,),
        "why": (f"{explain(rated)}.",),
        "status": (rated.rating.value,),
        "theme": (indicator.theme or NOT_GIVEN,),
        "lead_service": (indicator.lead_service or NOT_GIVEN,),
    }
    return Row(number=indicator.number, cells=cells)


def is_statement(line: str) -> bool:
    """Whether a line is one that is made of facts as a whole: of a decision, or of a figure that is provisional."""
    return line.startswith(_PROVISIONAL) or (line.startswith("Rated ") and " by decision: " in line)


def _paragraphs(text: str) -> tuple[str, ...]:
    """The lines a person typed in one cell, without the blank ones; none of what says nothing, such as 'n/a'."""
    return () if says_nothing(text) else as_lines(text)
