"""The report of another meeting goes on from one that is there, and nothing of the clerk's is lost or left unsaid."""

from __future__ import annotations

import copy
import datetime as dt
import re
import shutil
import sys
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from books import DETAILS, INDICATORS, TEXTS, Changes, book
from excel_double import Button, Excel
from performance_index.word.document.controls import controls_in
from performance_index.word.document.wordml import new_element, text, w
from test_again import CLERKS, GENERATE, NAME, OURS, edited_in, run, words, write
from test_whose_report import CODE, COMMITTEE, HOUSING, TITLE, age, strip
from word.edit import change

sys.path.append(str(Path(__file__).parent / "word"))
from clerk import PIXEL

MEETING, PERIOD = (DETAILS, "Meeting date", "Value"), (DETAILS, "Period end", "Value")
MOVED: Changes = {**OURS, MEETING: dt.date(2020, 11, 11)}
NEXT: Changes = {
    MEETING: dt.date(2021, 2, 10),
    PERIOD: dt.date(2020, 12, 31),
    (INDICATORS, "16", "Service commentary"): "The courts sit again.",
    (INDICATORS, "16", "Dec"): 40.0,
}
MOVED_NAME = NAME.replace("2020-11-04", "2020-11-11")
NEXT_NAME = NAME.replace("2020-11-04", "2021-02-10")
STANDING = "The panel thanks all foster carers."
DATED = "Attendance was 87.2% in September."
pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl warns that it drops them


def edit(report: Path) -> Document:
    return docx.Document(str(report))


def add_below(document: Document, heading: str, *paragraphs: str) -> None:
    """Paragraphs of the clerk's own, below a heading."""
    (line,) = [p for p in document.paragraphs if p.text == heading]
    for said in reversed(paragraphs):
        line._p.addnext(new_element(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"))  # noqa: SLF001 - python-docx has no such call


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def comments(report: Path) -> list[str]:
    return [comment.text for comment in edit(report).comments]


_NOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def make_note(report: Path, below: str, said: str) -> None:
    """A footnote of the clerk's, to the paragraph that begins with these words."""
    document = edit(report)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), kind, _NOTES.format(said).encode(), package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    line = next(p for p in document.element.body.iter(w("p")) if text(p).startswith(below))
    line.append(new_element('<w:r><w:footnoteReference w:id="2"/></w:r>'))
    document.save(str(report))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workbook whose report a clerk has edited."""
    return edited_in(tmp_path)


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """The last period's report, as a clerk edited and decided it; its workbook is of the next period by now."""
    report = edited_in(tmp_path) / "reports" / NAME
    document = edit(report)
    add_below(document, "Legal and statutory implications", STANDING, DATED)
    document.save(str(report))
    write(report, "Members of the panel to discuss and comment", "That members note and comment")
    book(tmp_path / "PI.xlsm", NEXT)
    return report


def start(last: Path, *more: object) -> list[object]:
    return ["report", last.parents[1] / "PI.xlsm", "--from", last, *more]


# --- a meeting that was moved ----------------------------------------------------------------------------------------


def test_the_report_of_a_meeting_that_was_moved_goes_on_under_its_new_name_with_every_word(folder: Path):
    old, new = folder / "reports" / NAME, folder / "reports" / MOVED_NAME
    before = old.read_bytes()
    book(folder / "PI.xlsm", MOVED)
    result = run("report", folder / "PI.xlsm", "--from", old)
    assert result.exit_code == 0, result.output
    assert CLERKS in words(new)
    assert "11 November 2020" in words(new)
    assert "Date of the meeting: replaced (was “4 November 2020”, is “11 November 2020”)" in result.stdout
    assert not old.exists()
    (backup,) = [path for path in new.parent.iterdir() if path != new]
    assert f"as it was: {backup}" in result.stdout
    assert backup.read_bytes() == before
    assert "somebody worked on it" not in result.stderr


def test_the_command_that_the_warning_gives_is_the_one_that_goes_on(folder: Path):
    book(folder / "PI.xlsm", MOVED)
    told = run("report", folder / "PI.xlsm", "--dry-run").stderr
    assert f'performance-index report "{folder / "PI.xlsm"}" --from "{folder / "reports" / NAME}"\n' in told
    (folder / "elsewhere").mkdir()
    shutil.copy(folder / "reports" / NAME, folder / "elsewhere")
    told = run("report", folder / "PI.xlsm", "-o", folder / "elsewhere", "--dry-run").stderr
    assert f' --from "{folder / "elsewhere" / NAME}" -o "{folder / "elsewhere" / MOVED_NAME}"\n' in told


def test_what_is_open_in_a_report_that_goes_on_stays_open(folder: Path):
    old, new = folder / "reports" / NAME, folder / "reports" / MOVED_NAME
    book(folder / "PI.xlsm", {(INDICATORS, "16", "Service commentary"): "Court dates were the reason until August."})
    assert "1 for the clerk to decide" in run("report", folder / "PI.xlsm").stdout
    book(
        folder / "PI.xlsm",
        {**MOVED, (INDICATORS, "16", "Service commentary"): "Court dates were the reason until August."},
    )
    assert run("report", folder / "PI.xlsm", "--from", old).exit_code == 0
    assert "until August" in words(new)
    assert "are" in words(new, also_deleted=True)
    assert "a tracked change is open" in run("publish", new).stderr


def test_the_report_as_it_was_for_the_earlier_day_is_not_published_by_accident(folder: Path):
    book(folder / "PI.xlsm", MOVED)
    run("report", folder / "PI.xlsm", "--from", folder / "reports" / NAME)
    (backup,) = [path for path in (folder / "reports").iterdir() if "(before " in path.name]
    result = run("publish", backup)
    assert result.exit_code == 1
    assert f"publish {MOVED_NAME}" in result.stderr
    assert run("publish", folder / "reports" / MOVED_NAME).exit_code == 0


def test_a_report_of_which_a_later_one_of_the_same_period_was_made_is_published_with_a_warning(tmp_path: Path):
    run("report", book(tmp_path / "PI.xlsm", OURS))
    run("report", book(tmp_path / "PI.xlsm", MOVED))
    result = run("publish", tmp_path / "reports" / NAME)
    assert result.exit_code == 0
    assert f"warning {tmp_path / 'reports' / MOVED_NAME}: this is the report of the same period for the meeting of" in (
        result.stderr
    )
    assert "same period" not in run("publish", tmp_path / "reports" / MOVED_NAME).stderr


def test_a_meeting_that_was_moved_back_has_its_report_again(folder: Path):
    old, new = folder / "reports" / NAME, folder / "reports" / MOVED_NAME
    book(folder / "PI.xlsm", MOVED)
    run("report", folder / "PI.xlsm", "--from", old)
    book(folder / "PI.xlsm", OURS)
    assert f'--from "{new}"' in run("report", folder / "PI.xlsm", "--dry-run").stderr
    assert run("report", folder / "PI.xlsm", "--from", new).exit_code == 0
    assert CLERKS in words(old)
    assert "4 November 2020" in words(old)
    assert not new.exists()


def test_a_report_under_a_name_of_the_clerks_goes_on_under_its_own(folder: Path):
    renamed = (folder / "reports" / NAME).rename(folder / "reports" / "CYP panel FINAL.docx")
    assert run("report", folder / "PI.xlsm", "--from", renamed).exit_code == 0
    assert CLERKS in words(folder / "reports" / NAME)
    assert not renamed.exists()


def test_a_committee_that_was_renamed_has_its_report_go_on_and_is_told(folder: Path):
    book(folder / "PI.xlsm", {**MOVED, COMMITTEE: "Children’s Scrutiny Panel"})
    result = run("report", folder / "PI.xlsm", "--from", folder / "reports" / NAME)
    assert result.exit_code == 0
    assert "the committee is now Children’s Scrutiny Panel" in result.stderr
    assert "Children’s Scrutiny Panel" in words(folder / "reports" / MOVED_NAME)


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["", "dry"])
def test_a_report_that_cannot_be_renamed_is_left_as_it_is(folder: Path, dry: tuple[str, ...]):
    old = folder / "reports" / NAME
    (old.parent / f"~${NAME[2:]}").write_bytes(b"")
    book(folder / "PI.xlsm", MOVED)
    before = files(folder)
    result = run("report", folder / "PI.xlsm", "--from", old, *dry)
    assert result.exit_code == 1
    assert "is open in Word; close it and try again" in result.stderr
    assert files(folder) == before


# --- a new period ----------------------------------------------------------------------------------------------------


def test_the_report_of_a_new_period_starts_from_the_last_one_which_stays_as_it_is(last: Path):
    before = last.read_bytes()
    result = run(*start(last))
    assert result.exit_code == 0, result.output
    new = last.with_name(NEXT_NAME)
    said = words(new)
    assert last.read_bytes() == before
    assert STANDING in said
    assert "That members note and comment on the contents of the report" in said
    assert "10 February 2021" in said
    assert "31 December 2020" in said
    assert "The courts sit again." in said
    assert CLERKS not in said
    assert "Court dates" not in said
    assert next(edit(new).element.body.iter(w("ins"), w("del")), None) is None


def test_the_account_says_of_each_text_whether_it_is_carried_over_or_left_out(last: Path):
    lines = run(*start(last)).stdout.splitlines()
    assert "Recommendations: carried over (“That members note and comment on the contents of the report”)" in lines
    assert f"under “Legal and statutory implications”: carried over (“{STANDING}”)" in lines
    assert f"Exceptions, indicator 16, Service Commentary: left out (“Court dates are the reason. {CLERKS}”)" in lines
    (asked,) = [line for line in lines if DATED in line]
    assert asked.endswith("a comment asks whether it is still so: “87.2%”, “September”)")
    assert f"{last.with_name(NEXT_NAME)}: " in lines[-2]


def test_what_speaks_of_the_last_period_is_asked_about_and_not_published_before_somebody_looked(last: Path):
    run(*start(last))
    new = last.with_name(NEXT_NAME)
    (asked,) = comments(new)
    assert asked.startswith("This was carried over from the report of the meeting of 4 November 2020, and says “87.2%”")
    result = run("publish", new)
    assert result.exit_code == 1
    assert "under “Legal and statutory implications”: a comment is open: Performance Index says" in result.stderr


def test_a_new_report_from_the_last_one_is_brought_up_to_date_as_any_other(last: Path):
    run(*start(last))
    new = last.with_name(NEXT_NAME)
    before = new.read_bytes()
    assert run("report", last.parents[1] / "PI.xlsm").exit_code == 0
    assert new.read_bytes() == before
    book(last.parents[1] / "PI.xlsm", {**NEXT, (INDICATORS, "16", "Service commentary"): "The courts sit again now."})
    result = run("report", last.parents[1] / "PI.xlsm")
    assert "Exceptions, indicator 16, Service Commentary: replaced" in result.stdout
    assert STANDING in words(new)
    assert len(comments(new)) == 1


def test_a_dry_run_gives_the_same_account_and_writes_nothing(last: Path):
    before = files(last.parents[1])
    dry = run(*start(last, "--dry-run"))
    assert files(last.parents[1]) == before
    real = run(*start(last))
    assert dry.exit_code == real.exit_code == 0
    assert [line.removesuffix(" (nothing was written)") for line in dry.stdout.splitlines()] == (
        real.stdout.splitlines()
    )


def test_a_section_that_both_changed_is_for_the_clerk_to_decide(last: Path):
    old = "Members of the panel to discuss and comment on the contents of the report"
    book(last.parents[1] / "PI.xlsm", {**NEXT, (TEXTS, "Recommendations", "Text"): f"{old} and its annex"})
    result = run(*start(last))
    assert "Recommendations: to decide" in result.stdout
    assert "That members note and comment on the contents of the report and its annex" in words(
        last.with_name(NEXT_NAME)
    )


def test_comments_rows_columns_and_the_sentence_before_a_table_are_left_out_and_told(last: Path):
    write(last, "The following indicators are marked as amber or red.", "These four worry the panel.")
    document = edit(last)
    head, *_, row = next(document.element.body.iter(w("tbl"))).iter(w("tr"))
    own = copy.deepcopy(row)
    row.addnext(own)
    for n, node in enumerate(own.iter(w("t"))):
        node.text = "" if n else "Our own indicator"
    list(head.iter(w("t")))[-1].text = "Commentary of the service"
    (legal,) = [p for p in document.paragraphs if p.text == STANDING]
    document.add_comment(legal.runs, text="Ask the chair", author="A Clerk")
    document.save(str(last))
    lines = run(*start(last)).stdout.splitlines()
    assert "Exceptions, the sentence before the table: left out (“These four worry the panel.”)" in lines
    assert "Exceptions, a row of its own: left out (“Our own indicator”)" in lines
    assert "Exceptions, a heading: left out (“Commentary of the service”)" in lines
    assert "under “Legal and statutory implications”, a comment: left out (“A Clerk: Ask the chair”)" in lines
    said = words(last.with_name(NEXT_NAME))
    assert "worry the panel" not in said
    assert "Our own indicator" not in said
    assert "Ask the chair" not in comments(last.with_name(NEXT_NAME))


def test_a_table_stays_where_the_clerk_moved_it(last: Path):
    document = edit(last)
    (control,) = controls_in(document)["exceptions"]
    (heading,) = [p for p in document.paragraphs if p.text == "For decision"]
    heading._p.addnext(control.element)  # noqa: SLF001 - python-docx has no such call
    document.save(str(last))
    assert run(*start(last)).exit_code == 0
    (moved,) = controls_in(edit(last.with_name(NEXT_NAME)))["exceptions"]
    before = moved.element.getprevious()
    assert before is not None
    assert text(before) == "For decision"
    assert "The courts sit again." in text(moved.element)


@pytest.mark.parametrize("place", ["header", "footer"])
def test_a_date_in_a_header_or_footer_is_asked_about_at_the_beginning(last: Path, place: str):
    document = edit(last)
    getattr(document.sections[0], place).add_paragraph("Meeting of 4 November 2020")
    document.save(str(last))
    result = run(*start(last))
    assert f"the page {place}: carried over (“Meeting of 4 November 2020”; a comment at the beginning" in result.stdout
    assert any(
        f"in the page {place}: “Meeting of 4 November 2020”" in one for one in comments(last.with_name(NEXT_NAME))
    )


def test_a_section_of_which_the_clerk_only_took_words_out_is_told_too(last: Path):
    write(last, "None for this report", "None")
    assert "Consultation: carried over (“None”)" in run(*start(last)).stdout.splitlines()
    document = edit(last)
    (control,) = controls_in(document)["section.appendices"]
    for line in control.content.findall(w("p")):
        control.content.replace(line, new_element("<w:p/>"))
    document.save(str(last))
    last.with_name(NEXT_NAME).unlink()
    assert (
        "Appendices: carried over (the words in the report stay; the data have not changed)" in run(*start(last)).stdout
    )


def test_a_title_that_was_typed_into_the_file_is_asked_about_at_the_beginning(last: Path):
    document = edit(last)
    document.core_properties.title = "Performance in autumn 2020"
    document.save(str(last))
    run(*start(last))
    assert any(
        "in the title of the file: “Performance in autumn 2020”" in one for one in comments(last.with_name(NEXT_NAME))
    )


def test_a_note_below_a_sentence_of_the_report_is_asked_about(last: Path):
    make_note(last, "This report summarises", "As it stood on 1 October 2020.")
    result = run(*start(last))
    (line,) = [one for one in result.stdout.splitlines() if "As it stood on" in one]
    assert line.startswith("Purpose of report: carried over (“This report summarises")
    assert line.endswith("a comment asks whether it is still so: “1”, “October”, “2020”)")


def test_a_table_of_the_clerks_own_gets_one_comment(last: Path):
    document = edit(last)
    table = document.add_table(2, 2)
    for n, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Ward {n}"
    document.save(str(last))
    result = run(*start(last))
    assert "carried over (“Ward 0 | Ward 1 | Ward 2 | Ward 3”; a comment asks" in result.stdout
    assert len(comments(last.with_name(NEXT_NAME))) == 2  # with the one on what the fixture typed


def test_a_picture_of_the_clerks_is_carried_over_and_asked_about(last: Path, tmp_path: Path):

    (tmp_path / "chart.png").write_bytes(PIXEL)
    document = edit(last)
    document.add_picture(str(tmp_path / "chart.png"))
    document.save(str(last))
    assert run(*start(last)).exit_code == 0
    new = last.with_name(NEXT_NAME)
    assert len(edit(new).inline_shapes) == 1
    assert any("with its picture" in one for one in comments(new))


def test_a_last_report_that_libreoffice_saved_without_tags_is_started_from_all_the_same(last: Path):
    change(last, lambda xml: re.sub(r'<w:tag w:val="[^"]*"/>', "", xml))
    result = run(*start(last))
    assert result.exit_code == 0, result.output
    said = words(last.with_name(NEXT_NAME))
    assert STANDING in said
    assert "10 February 2021" in said
    assert CLERKS not in said
    assert said.count("The courts sit again.") == 1
    assert f"left out (“Court dates are the reason. {CLERKS}”)" in result.stdout


# --- by the button ---------------------------------------------------------------------------------------------------


def test_the_button_goes_on_with_the_report_of_a_meeting_that_was_moved(folder: Path):
    book(folder / "PI.xlsm", MOVED)
    with Excel(folder / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.YES)
        excel.press(GENERATE)
        asked, told = (message.words for message in excel.messages)
        assert asked.startswith("There is a report of the meeting of 4 November 2020 for the same period:\n")
        assert f"Yes: go on with it for the meeting of 11 November 2020, as {MOVED_NAME}." in asked
        assert told.startswith(f"Report made from {NAME}: ")
        assert excel.documents == [folder / "reports" / MOVED_NAME]
    assert CLERKS in words(folder / "reports" / MOVED_NAME)
    assert not (folder / "reports" / NAME).exists()


def test_the_button_starts_from_the_last_report_and_lists_what_was_left_out(last: Path):
    with Excel(last.parents[1] / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.YES)
        excel.press(GENERATE)
        asked, told = (message.words for message in excel.messages)
        assert asked.startswith("The last report is that of the meeting of 4 November 2020, up to 30 September 2020:\n")
        assert "carried over" in told
        _, _, check = excel.table("Findings")
        (line,) = [row for row in check if "left out of the new report" in str(row)]
        assert f"Court dates are the reason. {CLERKS}" in str(line)
    assert STANDING in words(last.with_name(NEXT_NAME))
    assert last.exists()


def test_the_button_makes_a_new_report_from_the_template_where_the_person_says_no(last: Path):
    before = last.read_bytes()
    with Excel(last.parents[1] / "PI.xlsm", remembers=True) as excel:
        excel.answer(Button.CANCEL)
        excel.press(GENERATE)
        assert excel.documents == []
        excel.answer(Button.NO)
        excel.press(GENERATE)
        assert excel.messages[-1].words.startswith("Report written")
    assert STANDING not in words(last.with_name(NEXT_NAME))
    assert last.read_bytes() == before


# --- what is refused -------------------------------------------------------------------------------------------------


def refused(last: Path, *given: object, says: str) -> None:
    """The command is refused with these words, and nothing is written."""
    before = files(last.parents[1])
    result = run("report", last.parents[1] / "PI.xlsm", *given)
    assert result.exit_code == 1
    assert says in result.stderr, result.stderr
    assert files(last.parents[1]) == before


def test_tracked_changes_that_nobody_decided_on_are_named_and_nothing_is_made(last: Path):
    document = edit(last)
    (legal,) = [p for p in document.paragraphs if p.text == STANDING]
    legal._p.append(new_element('<w:ins w:id="900" w:author="A Clerk"><w:r><w:t>Soon.</w:t></w:r></w:ins>'))  # noqa: SLF001 - as above
    document.save(str(last))
    refused(last, "--from", last, says="has a tracked change that nobody has decided on, so nothing was made")
    refused(last, "--from", last, says="under “Legal and statutory implications”: a tracked change is open: A Clerk")


def test_the_report_of_this_meeting_itself_is_refused(folder: Path):
    report = folder / "reports" / NAME
    refused(report, "--from", report, says="is the report of this meeting itself; leave --from out")
    refused(report, "--from", report, "--new-version", says="is the report of this meeting itself; leave --from out")


def test_where_the_new_report_is_there_already_nothing_is_mixed_into_it(last: Path):
    assert run(*start(last)).exit_code == 0
    refused(last, "--from", last, says=f"{NEXT_NAME} is there already")
    assert run(*start(last, "--new-version")).exit_code == 0
    assert STANDING in words(last.with_name(NEXT_NAME.replace(".docx", " (2).docx")))


def test_another_indexs_report_is_refused(last: Path):
    book(last.parents[1] / "PI.xlsm", {**NEXT, CODE: "HSG", COMMITTEE: HOUSING, TITLE: "Housing Index"})
    refused(last, "--from", last, says="is the report of Children & Young People")
    refused(last, "--from", last, says=f"this workbook is Housing Index ({HOUSING})")


def test_a_report_of_a_later_period_is_refused(folder: Path):
    report = folder / "reports" / NAME
    book(folder / "PI.xlsm", {MEETING: dt.date(2020, 9, 9), PERIOD: dt.date(2020, 6, 30)})
    refused(
        report,
        "--from",
        report,
        says="is of a later period than this workbook (up to 30 September 2020 and up to 30 June 2020)",
    )


def test_a_published_copy_and_a_backup_are_refused_with_what_to_give_instead(last: Path):
    assert run("publish", last, "-o", last.with_name("Agenda item 5.docx")).exit_code == 0
    refused(last, "--from", last.with_name("Agenda item 5.docx"), says="give the report that it was made of")
    copy = last.with_name(NAME.replace(".docx", " - published.docx"))
    shutil.copy(last, copy)
    refused(last, "--from", copy, says="is a backup or a published copy by its name; give the report")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.docx", None, "there is no file"),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "save it as a Word document",
        ),
        ("broken.docx", b"PK\x03\x04broken", "broken.docx "),
        ("empty.docx", b"", "is empty"),
        ("folder.docx", "folder", "is a folder"),
    ],
)
def test_what_is_no_word_document_is_refused(last: Path, name: str, content: bytes | str | None, says: str):
    other = last.with_name(name)
    if content == "folder":
        other.mkdir()
    elif isinstance(content, bytes):
        other.write_bytes(content)
    refused(last, "--from", other, says=says)


def test_a_last_report_that_is_open_in_word_is_refused(last: Path):
    (last.parent / f"~${NAME[2:]}").write_bytes(b"")
    refused(last, "--from", last, says="is open in Word; close it and try again")


@pytest.mark.parametrize("damage", [strip, age], ids=["without its record", "made by 0.1.0"])
def test_a_report_that_lost_its_record_is_known_by_the_copy_beside_the_workbook(last: Path, damage: object):
    assert callable(damage)
    damage(last)
    result = run(*start(last))
    assert result.exit_code == 0, result.output
    assert STANDING in words(last.with_name(NEXT_NAME))
    assert CLERKS not in words(last.with_name(NEXT_NAME))
    assert f"left out (“Court dates are the reason. {CLERKS}”)" in result.stdout


def test_a_report_that_lost_its_record_and_has_no_copy_is_refused(last: Path):
    strip(last)
    shutil.rmtree(last.parents[1] / ".performance-index")
    refused(last, "--from", last, says="does not say what was generated in it")
