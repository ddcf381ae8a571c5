"""The parts of the built-in template that have tables: exceptions; amendments, corrections and caveats."""

from __future__ import annotations

from performance_index.report import FIGURES, Section
from performance_index.word.drafting import Column, heading, section, sentence, table
from performance_index.word.styles import TEXT_WIDTH

NUMBERED = "NumberedParagraph"
"""The style of the report's paragraphs."""

_BESIDE = (595, 1930, 964, 1655)  # in which "16a", "Neighbourhood", "Amber" and "Actual: 87.2%" stand on one line
_EXCEPTIONS = (
    Column("no", "No", _BESIDE[0]),
    Column("indicator", "Indicator", _BESIDE[1]),
    Column("rating", "Rating", _BESIDE[2]),
    Column(FIGURES, "Figures", _BESIDE[3]),
    Column("commentary", "Service Commentary", TEXT_WIDTH - sum(_BESIDE)),
)
"""All the rest is the commentary's; where the council has no figures, it shares their width with the indicator."""
_UNRATED = (
    Column("no", "No", _BESIDE[0]),
    Column("indicator", "Indicator", 4253),
    Column("why", "Why not rated", TEXT_WIDTH - _BESIDE[0] - 4253),
)
_CAVEATS = (
    Column("no", "Indicator Number", 1474),
    Column("indicator", "Descriptor", 3119),
    Column("commentary", "Commentary", TEXT_WIDTH - 1474 - 3119),
)


_AMENDED = (
    Column("no", "No", 680),
    Column("indicator", "Indicator", 2041),
    Column("what", "What changed", 1361),
    Column("previously", "Previously", 1531),
    Column("now", "Now", 1531),
    Column("reason", "Reason", TEXT_WIDTH - 680 - 2041 - 1361 - 1531 - 1531),
)


def exceptions() -> list[str]:
    """The exception report: its sections, the sentences of which one is true, and the tables."""
    return [
        heading("Exception report", level=2),
        section(Section.EXCEPTIONS, NUMBERED),
        section(Section.NOT_RATED, NUMBERED),
        section(Section.SINCE, NUMBERED),
        sentence(
            "exceptions.some",
            "Exceptions: when there are some",
            "The following indicators are marked as amber or red.",
            leads_on=True,
        ),
        sentence(
            "exceptions.one",
            "Exceptions: when there is one",
            "The following indicator is marked as amber or red.",
            leads_on=True,
        ),
        sentence(
            "exceptions.red",
            "Exceptions: when there are some, and the rule has no amber",
            "The following indicators are marked as red.",
            leads_on=True,
        ),
        sentence(
            "exceptions.one_red",
            "Exceptions: when there is one, and the rule has no amber",
            "The following indicator is marked as red.",
            leads_on=True,
        ),
        sentence(
            "exceptions.none",
            "Exceptions: when there are none",
            "There are no exceptions: no indicator is rated amber or red.",
        ),
        sentence(
            "exceptions.rated",
            "Exceptions: when there are none among those that are rated",
            "None of the indicators that are rated is amber or red. Others are not rated.",
        ),
        sentence(
            "exceptions.unrated",
            "Exceptions: when no indicator is rated",
            "No indicator is rated for this period, so nothing can be said of exceptions.",
        ),
        table(
            "exceptions",
            "Exceptions",
            "Indicators rated amber or red, each with its rating and the service commentary.",
            _EXCEPTIONS,
        ),
        sentence(
            "unrated.some",
            "Indicators not rated: when the report lists them",
            "The following indicators are not rated:",
            leads_on=True,
            after_table=True,
        ),
        table(
            "unrated",
            "Indicators not rated",
            "Indicators without a rating: number, indicator and why it is not rated.",
            _UNRATED,
        ),
    ]


def caveats() -> list[str]:
    """What is amended, and what cannot be relied on: as above."""
    return [
        heading("Amendments, corrections and data caveats", level=2),
        section(Section.CAVEATS, NUMBERED),
        sentence(
            "caveats.some",
            "Data caveats: when there are some",
            "We are currently not able to report accurately against the following indicators:",
            leads_on=True,
        ),
        sentence(
            "caveats.care",
            "Data caveats: when some are on figures that stand",
            "The following indicators should be read with care:",
            leads_on=True,
        ),
        sentence(
            "caveats.both",
            "Data caveats: when some are on figures that stand, and some are not",
            "We are currently not able to report accurately against some of the following indicators. The others "
            "should be read with care:",
            leads_on=True,
        ),
        sentence("caveats.none", "Data caveats: when there are none", "There are no data caveats."),
        table("caveats", "Data caveats", "Indicators with a data caveat: number, descriptor and commentary.", _CAVEATS),
        sentence(
            "amendments.some",
            "Amendments: when there are some",
            "The following have changed since they were last published:",
            leads_on=True,
            after_table=True,
        ),
        sentence(
            "amendments.one",
            "Amendments: when there is one",
            "The following has changed since it was last published:",
            leads_on=True,
            after_table=True,
        ),
        sentence(
            "amendments.none",
            "Amendments: when there are none",
            "Nothing that was published has been amended or corrected.",
            after_table=True,
        ),
        table(
            "amendments",
            "Amendments and corrections",
            "What changed since it was published: number, indicator, what changed, previously, now and the reason.",
            _AMENDED,
        ),
    ]
