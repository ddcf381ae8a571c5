"""A whole year of four reports: corrections, a target, a new number, another name, one that cannot be relied on.

What each report amends, line by line; nothing is told twice, and nothing is left out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from make import NOT_REPORTABLE, REPORTED, indicator, month
from test_amendments import index_of, said

from performance_index.amendments import Reason, amendments, reasons_given, rows_of
from performance_index.history import History
from performance_index.index import PerformanceIndex
from performance_index.indicator import Indicator
from performance_index.published_record import Entry
from performance_index.recording import to_record
from performance_index.report import ReportDetails

HOMES = indicator(number="1", name="Homes inspected", target="10", tolerance="1", figures={"Jun": "9"})
PLANS = indicator(number="2", name="Plans issued in time", target="20", tolerance="2", figures={"Jun": "21"})
VISITS = indicator(number="3", name="Visits to children", target="5", tolerance="1", figures={"Jun": "5"})
JULY, NOVEMBER, FEBRUARY, MAY = dt.date(2020, 7, 8), dt.date(2020, 11, 4), dt.date(2021, 2, 3), dt.date(2021, 5, 5)


class Council:
    """Its index and its record."""

    def __init__(self) -> None:
        self.history = History()

    def report(
        self, meeting: dt.date, period: str, *indicators: Indicator, reasons: tuple[Reason, ...] = ()
    ) -> list[str]:
        """What the report of a meeting amends, each with its reason; it is published and recorded then."""
        index, details = index_of(*indicators, period=month(period)), ReportDetails(meeting_date=meeting)
        found = amendments(index, details, self.history, reasons)
        self._record(index, details, reasons)
        assert amendments(index, details, self.history, reasons) == found  # made again, it says the same
        return [f"{line} ({one.reason})" for line, one in zip(said(*found), found, strict=True)]

    def _record(self, index: PerformanceIndex, details: ReportDetails, reasons: tuple[Reason, ...]) -> None:
        given = reasons_given(amendments(index, details, self.history, reasons))
        made = to_record(index, details, self.history.last(), given)
        new = Entry(
            period=index.period, meeting=details.meeting_date, figures=made.figures, texts=made.texts,
            is_whole=made.is_whole, earlier=made.earlier,
        )  # fmt: skip
        self.history = History(entries=(*self.history.entries, new))


def with_figures(one: Indicator, **figures: str) -> Indicator:
    """The indicator with these figures beside its own."""
    return replace(one, figures={**one.figures, **{at: Decimal(value) for at, value in figures.items()}})


def test_a_year():
    council = Council()
    assert council.report(JULY, "Jun", HOMES, PLANS, VISITS) == []

    homes, plans = with_figures(HOMES, Jun="8", Sep="9"), with_figures(PLANS, Sep="22")
    visits = replace(with_figures(VISITS, Sep="6"), status=NOT_REPORTABLE)
    twice = Reason(number="1", what="Figure for June 2020", reason="Filed twice.")
    assert council.report(NOVEMBER, "Sep", homes, plans, visits, reasons=(twice,)) == [
        "1: Figure for June 2020: 9 > 8 (Filed twice.)",
    ]

    homes = with_figures(homes, Jun="9", Dec="9")  # the correction is taken back
    plans = replace(with_figures(plans, Dec="15"), number="2a", target=Decimal(15))
    visits = replace(with_figures(visits, Dec="6"), status=REPORTED, name="Visits to children at home")
    easier = Reason(number="2a", what="Target", reason="Cabinet, 12 January.")
    assert council.report(FEBRUARY, "Dec", homes, plans, visits, reasons=(twice, easier)) == [
        "1: Figure for June 2020: 8 > 9 ()",  # that reason was for another change
        "2a: Number: 2 > 2a ()",
        "2a: Target: 20 > 15 (Cabinet, 12 January.)",
        "3: Name: Visits to children > Visits to children at home ()",
        "3: Figure for September 2020: Not reportable > 6 ()",
    ]

    plans = with_figures(plans, Sep="23", Dec="14", Mar="15")
    new = indicator("1", at="Mar", number="4", name="Complaints upheld")
    late = Reason(number="2a", what="", reason="Late forms.")
    assert council.report(MAY, "Mar", with_figures(homes, Mar="9"), plans, new, reasons=(twice, easier, late)) == [
        "2a: Figure for September 2020: 22 > 23 (Late forms.)",
        "2a: Figure for December 2020: 15 > 14 (Late forms.)",
        "4: Indicator: Not in the index > In the index ()",
        "3: Indicator: In the index > Not in the index ()",
    ]


def test_what_was_recorded_for_this_meeting_and_corrected_since_stays_amended_when_it_is_recorded_again():
    council = Council()
    council.report(JULY, "Jun", HOMES)
    changed = council.report(JULY, "Jun", with_figures(HOMES, Jun="7"))
    assert changed == ["1: Figure for June 2020: 9 > 7 ()"]
    assert council.report(JULY, "Jun", with_figures(HOMES, Jun="7")) == changed
    assert council.report(NOVEMBER, "Sep", with_figures(HOMES, Jun="7", Sep="8")) == []


def test_a_record_out_of_order_takes_no_amendment_back():
    council = Council()
    council.report(JULY, "Jun", HOMES)
    later = with_figures(HOMES, Jun="7", Sep="8")
    changed = council.report(NOVEMBER, "Sep", later)
    council.report(JULY, "Jun", with_figures(HOMES, Jun="7"))
    assert council.report(NOVEMBER, "Sep", later) == changed


def test_a_reason_is_of_the_indicator_that_it_names():
    council = Council()
    council.report(JULY, "Jun", HOMES, PLANS)
    why = Reason(number="1", what="Figure for June 2020", reason="Two were counted twice.", indicator=HOMES.name)
    homes, plans = with_figures(HOMES, Jun="7"), with_figures(PLANS, Jun="20")
    exchanged = replace(homes, number="2"), replace(plans, number="1")
    said = council.report(NOVEMBER, "Sep", *exchanged, reasons=(why,))
    assert not any(line.startswith("1: Figure") and "twice" in line for line in said)


def test_one_that_left_and_one_that_came_under_its_number_are_two_rows():
    council = Council()
    council.report(JULY, "Jun", HOMES)
    other = replace(VISITS, number="1")
    index, details = index_of(other, period=month("Sep")), ReportDetails(meeting_date=NOVEMBER)
    rows = rows_of(amendments(index, details, council.history))
    assert len({row.number for row in rows}) == len(rows) == 2
