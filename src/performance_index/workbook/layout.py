"""The single description of the workbook: its sheets, tables, columns and words.

Reader, builder, in-sheet functions and docs all share it. Everything is found by table and column name, never by
position, so that a council can move, hide or add columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from performance_index.appendix import WithReport
from performance_index.figures_beside import PLAIN
from performance_index.indicator import DataStatus, Measured, Polarity, TargetIs, ToleranceAs
from performance_index.period import MONTH_NAMES, Frequency
from performance_index.rating import Improving, Rating
from performance_index.report import Section
from performance_index.report_choices import Counts, NotRated, RatingShown, SinceLast
from performance_index.unit import KNOWN_UNITS
from performance_index.workbook.columns import Kind, Table, column, result, words

GUIDE, INDEX, REPORT, PROFILE, AMENDED = "Guide", "Index", "Report", "Profile", "Amendments"
PUBLISHED, TRENDS, SETTINGS, CHECK, CONFIG = "Published", "Trends", "Settings", "Check", "xlwings.conf"
SHEETS = (GUIDE, INDEX, REPORT, PROFILE, AMENDED, PUBLISHED, TRENDS, SETTINGS, CHECK, CONFIG)

UNITS = (
    *(unit.value for unit in KNOWN_UNITS), "hours", "minutes", "months", "per 1,000", "per 100,000", "£k", "£m", "kg",
    "tonnes", "score",
)  # fmt: skip
"""The units that are offered; any other is taken as it is typed."""
UNSURE = "Check"
"""What stands in place of a rating where the row cannot be read."""
RATING_WORDS = tuple(rating.value for rating in Rating if rating.is_rated)

INDICATORS = Table(
    name="Indicators",
    sheet=INDEX,
    columns=(
        column("No", Kind.TEXT, 5.5, "The indicator's number, such as 16 or 16a; no two the same."),
        column("Indicator", Kind.LONG_TEXT, 38, "What is measured, as the report prints it."),
        result("Rating", "RAG", 14, "Computed: Green, Amber, Red, or why there is no rating."),
        result("Why", "RAG_WHY", 38, "Computed: the rating in one sentence."),
        result("Direction", "RAG_DIRECTION", 11.5, "Computed: better or worse than the period before or last year."),
        column("Trend", Kind.SPARKLINE, 13, "The year's figures as a line."),
        result("Actual", "RAG_ACTUAL", 9.5, "Computed: the figure that stands for the period.", Kind.RESULT_FIGURE),
        result("Target now", "RAG_TARGET", 11, "Computed: the target at that month.", Kind.RESULT_FIGURE),
        *(
            column(
                month,
                Kind.FIGURE,
                8,
                f"The figure for {month}. Blank: not in yet. 0 is a figure, n/a and c say there is none.",
            )
            for month in MONTH_NAMES
        ),
        column("Data status", Kind.CHOICE, 13, "How far the figures can be relied on.", words(DataStatus)),
        column(
            "Service commentary",
            Kind.LONG_TEXT,
            42,
            "For the report: why, and what is being done. A line behind - is an item of a list.",
        ),
        column("Data caveat", Kind.LONG_TEXT, 34, "For the report: why the figure can't be relied on."),
        column("Theme", Kind.TEXT, 22, "A heading to group indicators by."),
        column("Lead service", Kind.TEXT, 24, "Who answers for the figure."),
        column("Unit", Kind.CHOICE, 14, "The unit of the figures: one of the list, or your own words.", UNITS),
        column("Frequency", Kind.CHOICE, 11, "How often there is a new figure.", words(Frequency)),
        column("Measured", Kind.CHOICE, 21, "What the figure typed for a month covers.", words(Measured)),
        column("Polarity", Kind.CHOICE, 17, "Which way is better.", words(Polarity)),
        column("Target", Kind.FIGURE, 10, "The target. Blank: none is set."),
        column("Target is", Kind.CHOICE, 25, "What the target is a target for.", words(TargetIs)),
        column("Tolerance", Kind.TOLERANCE, 10, "How far short is still Amber. Enter 0 for none."),
        column("Tolerance as", Kind.CHOICE, 13, "How the tolerance is written.", words(ToleranceAs)),
        column("Last year", Kind.FIGURE, 10, "Last year's outturn."),
        column("England", Kind.FIGURE, 10, "The latest England figure, to compare with."),
        column("London", Kind.FIGURE, 10, "The latest London figure, to compare with."),
        column("Override", Kind.CHOICE, 10, "A rating by decision; the reason is printed.", RATING_WORDS),
        column("Override reason", Kind.LONG_TEXT, 34, "Why the rule's rating was overridden."),
    ),
)
RESULTS = tuple(column for column in INDICATORS.columns if column.function)


def spelled(table: str, headings: Sequence[str]) -> tuple[str, ...]:
    """The headings of a table, by its name, as we spell them, whatever their capitals."""
    ours = {heading.casefold(): heading for one in TABLES if one.name == table for heading in one.headings}
    return tuple(ours.get(heading.casefold(), heading) for heading in headings)


def named(table: str) -> str:
    """The name of a table as we spell it, whatever its capitals."""
    return next((one.name for one in TABLES if one.name.casefold() == table.casefold()), table)


ARGUMENTS = {
    "number": "No",
    "unit": "Unit",
    "polarity": "Polarity",
    "frequency": "Frequency",
    "measured": "Measured",
    "target": "Target",
    "target_is": "Target is",
    "tolerance": "Tolerance",
    "tolerance_as": "Tolerance as",
    "last_year": "Last year",
    "data_status": "Data status",
    "override": "Override",
    "override_reason": "Override reason",
    **{month.lower(): month for month in MONTH_NAMES},
}
"""What every in-sheet function is given of its row, by column; then the period, the rule and the profiles."""
FUNCTION_ARGUMENTS = (*ARGUMENTS, "period_end", "rating_rule", "profile")
"""The arguments of every in-sheet function, in order."""


def formula(function: str) -> str:
    """The formula of an in-sheet function in a row of Indicators, as Excel writes it into a file."""
    row = [f"Indicators[[#This Row],[{heading}]]" for heading in ARGUMENTS.values()]
    return f"{function}({','.join([*row, 'PeriodEnd', 'RatingRule[#All]', 'Profile[#All]'])})"


def link(place: str) -> str:
    """The formula of a cell that shows a place, 'Index!G14', and goes there when it is clicked; a mere word stays."""
    sheet, _, cell = place.replace('"', '""').rpartition("!")
    quoted = sheet if sheet.startswith("'") else f"'{sheet}'"
    return f'=HYPERLINK("#{quoted}!{cell}","{sheet}!{cell}")' if sheet else place


REPORT_DETAILS = Table(
    name="ReportDetails",
    sheet=REPORT,
    columns=(
        column("Detail", Kind.TEXT, 34, "What the report needs to know."),
        column("Value", Kind.LONG_TEXT, 82, "Blank: the template's own words stay."),
    ),
)
PERIOD_END, MEETING_DATE, INDEX_TITLE = "Period end", "Meeting date", "Index title"
COMMITTEE, SUBJECT = "Committee", "Subject"
FIGURES_FOR, WORDS_FOR = "Figures are for", "Words are for"
DETAILS = {
    COMMITTEE: "committee",
    MEETING_DATE: "meeting_date",
    "Wards": "wards",
    SUBJECT: "subject",
    "Lead officer": "lead_officer",
    "Lead member": "lead_member",
    "Contact officer": "contact_officer",
    PERIOD_END: "period_end",
    INDEX_TITLE: "index_title",
    FIGURES_FOR: "figures_for",
    WORDS_FOR: "words_for",
}
"""The rows of ReportDetails and the names their values have in the domain."""

REPORT_TEXT = Table(
    name="ReportText",
    sheet=REPORT,
    columns=(
        column("Section", Kind.CHOICE, 34, "Several rows of one section are several paragraphs.", words(Section)),
        column("Text", Kind.LONG_TEXT, 82, "Blank: the template's own words stay."),
    ),
)
PROFILES = Table(
    name="Profile",
    sheet=PROFILE,
    columns=(
        column("No", Kind.TEXT, 8, "The indicator's number."),
        column("Month", Kind.CHOICE, 12, "The month that the target is for.", MONTH_NAMES),
        column("Target", Kind.TOLERANCE, 14, "The target by the end of that month."),
    ),
)
AMENDMENTS = Table(
    name="Amendments",
    sheet=AMENDED,
    columns=(
        column("No", Kind.TEXT, 8, "The indicator's number. Blank: the rating rule, or whichever indicator it is."),
        column("Indicator", Kind.LONG_TEXT, 38, "Written by Check index: what is measured."),
        column("What changed", Kind.TEXT, 26, "Written by Check index, such as Figure for August 2020, or Target."),
        column("Previously", Kind.TEXT, 22, "Written by Check index: as it was published."),
        column("Now", Kind.TEXT, 22, "Written by Check index: as it is."),
        column("Reason", Kind.LONG_TEXT, 70, "Why it changed; the report prints it."),
    ),
)
PUBLISHED_FIGURES = Table(
    name="Published",
    sheet=PUBLISHED,
    columns=(
        column("Recorded on", Kind.DATE, 16, "When it was recorded."),
        column("Recorded by", Kind.TEXT, 22, "Who recorded it."),
        column("Meeting date", Kind.DATE, 16, "The meeting that the figures were published for."),
        column("Period end", Kind.DATE, 16, "The period that the report was for."),
        column("No", Kind.TEXT, 8, "The indicator's number."),
        column("Month", Kind.TEXT, 10, "The month of the figure."),
        column("Figure", Kind.TOLERANCE, 14, "The figure as it was published."),
        column("Target", Kind.TOLERANCE, 14, "The target as it was published."),
        column("Rating", Kind.TEXT, 16, "The rating as it was published."),
        column("Text of", Kind.TEXT, 24, "Whose words follow: the commentary, the caveat, or a section of the report."),
        column("Text", Kind.LONG_TEXT, 80, "The words as they were published; each paragraph of a section has a row."),
    ),
)
PUBLISHED_TEXTS = ("Text of", "Text")
"""The columns of Published that version 0.1.0 had not."""
RECORD_STANDS_ALONE = "Everything, with"
"""How the Text of the row begins after which a report needs nothing of Published that stands above it."""

RATING_RULE = Table(
    name="RatingRule",
    sheet=SETTINGS,
    columns=(
        column("Rule", Kind.TEXT, 26, "One part of the rating rule."),
        column("Value", Kind.TEXT, 30, "What the council has decided."),
        column("What it means", Kind.LONG_TEXT, 70, "In words."),
    ),
)
RULE_AMOUNTS = ("Green within", "Blue beyond")
AMOUNT_WORDS = (ToleranceAs.PERCENT_OF_TARGET.value, ToleranceAs.POINTS.value)
RULE_CHOICES: dict[str, tuple[str, ...]] = {
    "States": ("2", "3", "4"),
    "Green within as": AMOUNT_WORDS,
    "Improving": words(Improving),
    "Blue beyond as": AMOUNT_WORDS,
}

OPTIONS = Table(
    name="Options",
    sheet=SETTINGS,
    columns=(
        column("Setting", Kind.TEXT, 26, "One setting."),
        column("Value", Kind.TEXT, 30, "What the council uses."),
        column("What it means", Kind.LONG_TEXT, 70, "In words."),
    ),
)
REPORT_FOLDER, TEMPLATE, RATING_AS = "Report folder", "Report template", "Ratings in the report"
INDEX_CODE, PAGE_STYLE, APPENDIX = "Index code", "Web page style", "Appendix"
NOT_RATED, SINCE = "Indicators not rated", "Since the last meeting"
FIGURES, COUNTS = "Figures beside the commentary", "Counts by rating"
MOST_WORDS, TARGETS_FOR = "Most words of a commentary", "Targets are for"
OPTION_CHOICES = {
    RATING_AS: words(RatingShown),
    NOT_RATED: words(NotRated),
    SINCE: words(SinceLast),
    COUNTS: words(Counts),
    APPENDIX: words(WithReport),
}
NEW_OPTIONS = {
    RATING_AS: RatingShown.WORD.value,
    FIGURES: ", ".join(figure.value for figure in PLAIN),
    COUNTS: Counts.WITH_RULE.value,
    APPENDIX: WithReport.MADE.value,
}
"""What the settings of a new workbook say; the example's say what the report had that it is taken from."""

FINDINGS = Table(
    name="Findings",
    sheet=CHECK,
    columns=(
        column("Severity", Kind.TEXT, 12, "An error stops the report; a warning is a thing to look at."),
        column("Place", Kind.TEXT, 20, "The cell; click to go there."),
        column("What is there", Kind.LONG_TEXT, 60, "What was found."),
        column("What to do", Kind.LONG_TEXT, 60, "How to put it right."),
    ),
)
TABLES = (
    INDICATORS, REPORT_DETAILS, REPORT_TEXT, PROFILES, AMENDMENTS, PUBLISHED_FIGURES, RATING_RULE, OPTIONS, FINDINGS,
)  # fmt: skip
NEEDED = (INDICATORS, REPORT_DETAILS, REPORT_TEXT, RATING_RULE)
"""The tables without which there is no report; the others may be missing."""

REQUIRED = {
    INDICATORS.name: (
        "No", "Indicator", *MONTH_NAMES, "Data status", "Service commentary", "Data caveat", "Unit", "Frequency",
        "Measured", "Polarity", "Target", "Target is", "Tolerance", "Tolerance as", "Last year", "Override",
        "Override reason",
    ),
    REPORT_DETAILS.name: ("Detail", "Value"),
    REPORT_TEXT.name: ("Section", "Text"),
    RATING_RULE.name: ("Rule", "Value"),
    PROFILES.name: ("No", "Month", "Target"),
    AMENDMENTS.name: ("No", "What changed", "Reason"),
    OPTIONS.name: ("Setting", "Value"),
}  # fmt: skip
"""By table: the columns without which a rating or the report would be wrong; a table may lack the others."""
