"""The words of the Guide sheet."""

from __future__ import annotations

PURPOSE = (
    "Keep your performance indicators here, see each one rated as you type, and make the committee report with one "
    "button. Nothing leaves this workbook until you press a button."
)
STEPS = (
    (
        "1  Set the period",
        (
            "On the Report sheet, enter the period end and the meeting date. The ratings follow. Leave Words are for "
            "at the last period until you have gone through all words: Check index lists them. performance-index "
            "next-period does this, clears what was said of the last period, and tells what."
        ),
    ),
    (
        "2  Type the figures",
        (
            "On the Index sheet, type each month's figure. Leave a cell blank while it is not in: 0 means nought. "
            "Where there is none, say so in its place: n/a, TBC, c or <5 (the Settings sheet lists the words). "
            "Grey months are not used by that indicator."
        ),
    ),
    (
        "3  Say what stands behind them",
        (
            "Set the data status. Write a commentary for every Amber and Red, and a data caveat for every figure that "
            "can't be relied on: the report prints both word for word. When all are right for this period, set Words "
            "are for, on the Report sheet, to the period end. Only what stands in a table's own columns is printed: no "
            "comment on a cell, nothing beside or below a table, no copied sheet."
        ),
    ),
    (
        "4  Read the ratings",
        (
            "The Why column gives each rating's reason. If one looks wrong, look at the indicator's definition, in the "
            "columns to the right of its data caveat. Press Check index: the Check sheet lists what to put right. "
            "Press Show trends for a chart of every monthly indicator, with the figures that are more than chance."
        ),
    ),
    (
        "5  Generate the report",
        (
            "Press Generate report. The Word report goes to the report folder, named by the meeting date, and opens; "
            "one that is there already is never lost. Once it is published, press Record as published."
        ),
    ),
    (
        "6  Say why",
        (
            "What differs from what was published, a figure put right or a new target, Check index lists on the "
            "Amendments sheet. Give the reason for each there. It also tells which words are the same though their "
            "figure changed."
        ),
    ),
)
_NEW_YEAR = (
    "A new year",
    (
        "Record the March report as published. Then performance-index year-end makes next year's workbook and tells "
        "what it clears. By hand: save a copy, move each outturn to Last year, clear the months and what was said of "
        "them, set the period end and Figures are for. Look at every target, then set Targets are for, on the "
        "Settings sheet."
    ),
)
START = (
    (
        "Make it yours",
        (
            "Save a copy. On the Index and Report sheets type over the white cells, delete the rows you do not need, "
            "and clear the line that says the figures are illustrative. On the Settings sheet give the index a code of "
            "its own. A new indicator goes below the last row."
        ),
    ),
    _NEW_YEAR,
)
START_NEW = (
    (
        "Fill it in",
        (
            "On the Report sheet enter the committee, the meeting date and the people. On the Settings sheet enter the "
            "council's own rating rule with its date, and a code for this index. On the Index sheet each indicator has "
            "a row: type its number and name, then its definition in the columns to the right of the data caveat, then "
            "the figures. A new one goes below the last row. Press Check index: it lists what is missing."
        ),
    ),
    _NEW_YEAR,
)
RATINGS = (
    ("Blue", "Only with 4 states: the target is beaten by at least the amount in Settings."),
    ("Green", "The target is met, or missed by no more than the 'Green within' amount in Settings."),
    ("Amber", "The target is missed, but by no more than the indicator's tolerance. A figure on the limit is Amber."),
    ("Red", "The target is missed by more than the tolerance. 'Improving' in Settings can make it Amber."),
    ("Data only", "The indicator is watched, not rated."),
    ("No target", "There is a figure, but no target to hold it against."),
    ("Not due", "No figure is due yet this year."),
    ("Awaiting data", "A figure is due but not in, or not yet confirmed. A missing figure is never Red."),
    ("Not reportable", "The figure can't be relied on. It is listed with its data caveat."),
    ("No figure", "A word such as n/a stands in place of the figure."),
    ("Suppressed", "A mark such as c or <5 stands in place of a figure that is not to be published."),
    ("Not known", "What is typed is neither a figure nor one of these words. Check index says where."),
    ("Check", "A cell of the row can't be read; the Why column says which, and what to do."),
)
DEFINITIONS = (
    ("Polarity", "Higher is better, Lower is better, Close to target (too high is as bad as too low), or Data only."),
    (
        "Tolerance",
        "% of target: 5% of a target of 80 is 4. Points: in the indicator's own unit. Red limit: a figure.",
    ),
    ("Target is", "For every period; or for the year: an even share of it, or the Profile sheet's, is due each month."),
    ("Unit", "One of the list, or your own words, such as kg per household. Only % is more: 91% is typed as 91%."),
    ("Measured", "What a month's figure covers. A year to date total is the total so far, not the month's own."),
    ("Frequency", "Quarterly: Jun, Sep, Dec, Mar. Termly: Jul, Dec, Mar. Annual: the month it is published in."),
    ("Last year", "Last year's outturn. For a year to date total, pace is compared: figure by months."),
    ("Override", "A rating by decision in place of the rule's. It needs a reason, which the report prints."),
)
HELP = (
    (
        "Rating needs Python",
        (
            "The ratings are computed by Performance Index, which your IT service installs. Until then the sheet keeps "
            "the last ratings; figures and words can be typed as usual. Afterwards press Check index to rate again."
        ),
    ),
    ("Who to ask", "Your performance officer: type the name and telephone number over this sentence."),
)
