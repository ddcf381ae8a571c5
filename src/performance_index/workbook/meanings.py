"""What each word of a setting or a list means, as the Settings sheet says it."""

from __future__ import annotations

from performance_index.figures_beside import Figure
from performance_index.indicator import TargetIs
from performance_index.marks import mark
from performance_index.report import Section
from performance_index.workbook.layout import (
    APPENDIX,
    COUNTS,
    FIGURES,
    INDEX_CODE,
    MOST_WORDS,
    NOT_RATED,
    PAGE_STYLE,
    RATING_AS,
    REPORT_FOLDER,
    SINCE,
    TARGETS_FOR,
    TEMPLATE,
    UNITS,
)

RULE_WORDS = {
    "In force from": "The date from which this rule has been used. Change it whenever the rule changes.",
    "States": "2: met or not met. 3: Green, Amber, Red. 4: Blue as well, where the target is beaten.",
    "Green within": "How far short of the target is still Green. 0: the target itself must be met.",
    "Green within as": "How that amount is written: % of target, or Points (the indicator's own unit).",
    "Improving": "A Red that improved or held against the previous period, or last year, is Amber. none: no such rule.",
    "Blue beyond": "With 4 states: how far the target must be beaten for Blue; 0 means at all.",
    "Blue beyond as": "How that amount is written: % of target, or Points (the indicator's own unit).",
}
OPTION_WORDS = {
    REPORT_FOLDER: "Where reports are written. Blank: a folder named reports beside this workbook.",
    TEMPLATE: "The Word template. Blank: the one that comes with Performance Index.",
    RATING_AS: "Letter: R. Word: written out, Red.",
    INDEX_CODE: "A short word that no other index of yours has: its reports are known by it. Change it in a copy for "
    "another committee.",
    NOT_RATED: "Sentence, or blank: the report says how many are not rated, which and why. Table: it lists them in a "
    "table, each with the reason. Left out: it does not.",
    SINCE: "Shown: the report says what has become an exception since the last report that was recorded as published, "
    "what no longer is and why, and what is better or worse. Left out, or blank: it does not.",
    APPENDIX: "Made with the report: Generate report also makes the whole index as a Word document, beside the report. "
    "Left out, or blank: it does not.",
    PAGE_STYLE: "A .css file for the report's web page (publish --html), after the built-in style. Blank: none.",
    FIGURES: "What the report shows in a column beside the commentary of an exception: any of the words below, with "
    "commas between. Blank: no such column.",
    COUNTS: "Shown: the report says how many indicators have each rating, how many are not rated and why, and how that "
    "was in the last report that was recorded. With the rating rule: it says the rule in a sentence too. Left out, or "
    "blank: it does not.",
    MOST_WORDS: "Check index tells of a longer commentary that is printed. Blank: 150. 0: of none.",
    TARGETS_FOR: "The financial year for which somebody last went through all targets and "
    "tolerances. In another year Check index asks for it. Blank: nobody has said.",
}
SECTION_WORDS = {
    Section.RECOMMENDATIONS: "What the committee is asked to do. Each paragraph has a letter.",
    Section.PURPOSE: "The opening paragraph. The template's own names the year, the period and the index.",
    Section.COUNTS: "Paragraphs on the ratings as a whole, below the sentences that count them.",
    Section.SUMMARY: "Paragraphs after the opening one. Blank: there are none.",
    Section.EXCEPTIONS: "Paragraphs before the table of exceptions. Blank: there are none.",
    Section.NOT_RATED: "Paragraphs on what is not rated, below the sentence that counts it.",
    Section.SINCE: "Paragraphs on what has changed since the last meeting, below what the record tells of it.",
    Section.CAVEATS: "Paragraphs before the table of data caveats. Blank: there are none.",
    Section.DECISION: "What is to be decided.",
    Section.ALTERNATIVES: "What else could be done.",
    Section.CONSULTATION: "Who was or will be asked.",
    Section.TIMETABLE: "What happens when.",
    Section.FINANCIAL: "Finance, resources and property.",
    Section.LEGAL: "Law and statute.",
    Section.EQUALITIES: "Human rights, equalities and community cohesion.",
    Section.CRIME: "Crime and disorder.",
    Section.RISK: "Risk management, health and safety.",
    Section.APPENDICES: "Documents published with the report. Each has a bullet.",
    Section.BACKGROUND: "Papers that the report relies on.",
}
"""What each section of the report holds."""
TARGET_WORDS = {
    TargetIs.EVERY_PERIOD: "Each figure is held against the whole target.",
    TargetIs.YEAR_EVEN: "A year to date total: after six months, six twelfths of the target are due.",
    TargetIs.YEAR_PROFILE: "A year to date total: the Profile sheet says what is due by the end of each month.",
}
"""What a target may be for."""
_UNIT_WORDS = {
    "%": "A percentage: type 91%, not 91.",
    "number": "A count, or a figure without a unit.",
    "rate per 10,000": "A rate per 10,000 people.",
    "per 1,000": "A rate per 1,000; for another rate type it so, such as per 100,000 population.",
    "£": "Pounds, all of them: type 760,000, not 760.",
    "£k": "Thousands of pounds: type 760 for £760,000.",
    "£m": "Millions of pounds: type 0.76 for £760,000.",
    "score": "A figure without a unit. Type any other unit as you write it.",
}
UNIT_WORDS = {word: _UNIT_WORDS.get(word, f"{word[0].upper()}{word[1:]}.") for word in UNITS}
"""What a figure may be measured in."""
FIGURE_WORDS = {
    Figure.ACTUAL: "The figure that the rating is for; its month too, where that is before the period's.",
    Figure.TARGET: "The target, or as much of it as was due by now.",
    Figure.HOW_FAR_OFF: "How far the figure is from the target: 3.8 points short.",
    Figure.DIRECTION: "Better or worse than the period before, or else than last year.",
    Figure.LAST_PERIOD: "The figure of the period before, or else of last year.",
    Figure.SIGNAL: "Whether the latest figure of a monthly series is more than chance: docs/signals.md.",
}
"""What may stand beside the commentary."""
MARKS = (
    "n/a", "-", "–", "..", "[x]", "[z]", "not available", "not applicable", "TBC", "TBA", "awaited", "awaiting data",
    "to follow", "c", "[c]", "*", "<5", "suppressed", "confidential",
)  # fmt: skip
"""What people type in place of a figure, as most of them spell it; every bound, as '<5' is, is suppressed."""
MARK_WORDS = {word: mark(word).said.value for word in MARKS}
LISTS = {
    "Sections of the report": {section.value: meaning for section, meaning in SECTION_WORDS.items()},
    "What a target is for": {target.value: meaning for target, meaning in TARGET_WORDS.items()},
    "Units": UNIT_WORDS,
    FIGURES: {figure.value: meaning for figure, meaning in FIGURE_WORDS.items()},
    "In place of a figure": MARK_WORDS,
}
"""Lists that stand on the Settings sheet with what each word means: they are too long, or have words with commas, to
be kept within a cell's own validation."""
