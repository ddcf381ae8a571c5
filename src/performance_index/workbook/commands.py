"""The commands of the workbook: what its buttons and its ribbon tab offer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A button of the Index sheet and of the ribbon: its words, the macro and the Python procedure behind it."""

    caption: str
    macro: str
    procedure: str
    help: str
    icon: str


COMMANDS = (
    Command(
        caption="Generate report",
        macro="GenerateReport",
        procedure="generate_report",
        help="Write the Word committee report of this workbook",
        icon="CreateReport",
    ),
    Command(
        caption="Check index",
        macro="CheckIndex",
        procedure="check_index",
        help="List all that is to be put right on the Check sheet, with links",
        icon="ErrorChecking",
    ),
    Command(
        caption="Record as published",
        macro="RecordAsPublished",
        procedure="record_as_published",
        help="Keep the figures and texts of a report that was published, on the Published sheet",
        icon="Lock",
    ),
    Command(
        caption="Show trends",
        macro="ShowTrends",
        procedure="show_trends",
        help="Draw two years of every monthly indicator, with the limits of chance, on the Trends sheet",
        icon="ChartInsert",
    ),
)
