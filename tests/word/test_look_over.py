"""What is said of a template: what it has, lacks and misspells."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from edit import change, without_control
from plant import control, p, written
from seed_report import NOW, SEED

from performance_index.cli import main
from performance_index.finding import NotReadable, Severity
from performance_index.word.fill import fill
from performance_index.word.look_over import LookedOver, look_over
from performance_index.word.tags import SENTENCES


def whats(looked: LookedOver, severity: Severity) -> list[str]:
    return [one.what for one in looked.findings if one.severity is severity]


def without(template: Path, tag: str) -> LookedOver:
    change(template, without_control(tag))
    return look_over(template)


def test_nothing_is_wrong_with_the_built_in_template(template: Path):
    looked = look_over(template)
    assert looked.findings == ()
    assert looked.others == ()
    assert looked.has["year"] == 3


@pytest.mark.parametrize(
    ("tag", "lacks"),
    [
        ("wards", "so the wards is left out"),
        ("section.risk", "so the text of 'risk and health and safety implications' is left out"),
        ("caveats.none", "so no sentence says of the caveats that there are none"),
        ("exceptions.rated", "so no sentence says of the exceptions that none of those that are rated is one"),
        ("unrated", "so the table of indicators not rated is left out"),
    ],
)
def test_what_a_report_would_lack_is_a_warning_in_the_words_that_the_report_uses(template: Path, tag: str, lacks: str):
    assert whats(without(template, tag), Severity.WARNING) == [f"no content control is tagged {tag}, {lacks}"]


@pytest.mark.parametrize("one", ["one", "red", "one_red"])
def test_a_sentence_that_another_stands_in_for_is_not_missed(template: Path, one: str):
    assert f"exceptions.{one}" not in without(template, f"exceptions.{one}").has
    assert look_over(template).findings == ()


def test_every_other_sentence_is_missed(template: Path):
    for table, sentences in SENTENCES.items():
        for one in sentences.keys() - {"one", "red", "one_red"}:
            change(template, without_control(f"{table}.{one}"))
    said = [one.what for one in look_over(template).findings]
    assert len([one for one in said if "no sentence says" in one]) == 11


def retag(template: Path, old: str, new: str) -> LookedOver:
    change(template, lambda xml: xml.replace(f'<w:tag w:val="{old}"/>', f'<w:tag w:val="{new}"/>' if new else ""))
    return look_over(template)


@pytest.mark.parametrize(
    ("tag", "misspelt"),
    [
        ("wards", "Wards"),
        ("committee", "comittee"),
        ("lead_officer", "lead officer"),
        ("section.risk", "sections.risk"),
        ("exceptions.none", "exception.none"),
        ("caveats.rows", "caveats-rows"),
        ("exceptions.rating", "exceptions.ratings"),
    ],
)
def test_a_misspelt_tag_is_an_error_that_names_the_one_that_is_meant(template: Path, tag: str, misspelt: str):
    (told, *_) = (one for one in retag(template, tag, misspelt).findings if one.severity is Severity.ERROR)
    assert told.what == f"the tag “{misspelt}” is none that Performance Index knows, so that control is left as it is"
    assert told.cure == f"if {tag} is meant, write that (Developer, Properties, Tag)"


def test_a_tag_that_is_like_one_that_is_there_is_only_a_warning(template: Path):
    more = control(p("x"), '<w:tag w:val="wards2"/>')
    change(template, lambda xml: xml.replace("<w:sectPr>", f"{more}<w:sectPr>"))
    assert whats(look_over(template), Severity.ERROR) == []
    assert len(whats(look_over(template), Severity.WARNING)) == 1


def test_a_control_of_the_council_s_own_is_left_alone(template: Path):
    more = control(p("x"), '<w:tag w:val="Classification"/>')
    change(template, lambda xml: xml.replace("<w:sectPr>", f"{more}<w:sectPr>"))
    assert look_over(template).others == ("Classification",)
    assert look_over(template).findings == ()


@pytest.mark.parametrize(
    ("tag", "title"),
    [("wards", "Wards"), ("section.risk", "Risk and health and safety implications"), ("caveats", "Data caveats")],
)
def test_a_control_that_has_its_title_but_no_tag_is_an_error(template: Path, tag: str, title: str):
    (told,) = (one for one in retag(template, tag, "").findings if one.severity is Severity.ERROR)
    assert told.what == f"the control with the title “{title}” has no tag, so it is left as it is"
    assert told.cure == f"if {tag} is meant, write that as its tag too (Developer, Properties, Tag)"


def test_a_column_s_control_outside_of_the_row_is_an_error(template: Path):
    more = control(p("x"), '<w:tag w:val="exceptions.actual"/>')
    change(template, lambda xml: xml.replace("<w:sectPr>", f"{more}<w:sectPr>"))
    assert whats(look_over(template), Severity.ERROR) == [
        "the control exceptions.actual is not in exceptions.rows, so nothing is written into it"
    ]


def test_a_value_around_the_rows_of_a_table_is_told_in_the_words_that_the_report_uses(template: Path):
    said = whats(retag(template, "exceptions.rows", "wards"), Severity.WARNING)
    assert "no content control is tagged exceptions.rows, so the table of exceptions is not filled" in said


def test_a_document_with_none_but_misspelt_tags_is_told_of_them(tmp_path: Path):
    path = written(tmp_path / "own.docx", control(p("x"), '<w:tag w:val="Comittee"/>'))
    assert whats(look_over(path), Severity.ERROR) != []


@pytest.mark.parametrize("body", [p("So it is."), control(p("x"), '<w:tag w:val="Classification"/>')])
def test_a_document_without_any_control_of_ours_is_refused(tmp_path: Path, body: str):
    with pytest.raises(NotReadable, match="has no content control that Performance Index knows"):
        look_over(written(tmp_path / "own.docx", body))


def test_a_report_is_refused(template: Path, target: Path):
    fill(template, SEED, target, now=NOW)
    with pytest.raises(NotReadable, match="is a report that was made from a template"):
        look_over(target)


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["template", *map(str, arguments)])


def test_the_command_prints_each_control_and_ends_well(template: Path):
    done = command(template)
    assert done.exit_code == 0
    assert "has 3     year                       the financial year\n" in done.stdout
    assert "may have  exceptions.actual          the figure that stands for the period\n" in done.stdout
    assert done.stdout.splitlines()[-1] == "report.docx: 73 controls of the 87 that there are"


def test_the_command_fails_for_a_misspelt_tag_and_not_for_a_missing_one(template: Path):
    change(template, without_control("caveats.none"))
    assert command(template).exit_code == 0
    change(template, lambda xml: xml.replace('"committee"', '"comittee"'))
    done = command(template)
    assert done.exit_code == 1
    assert "error   template report.docx: the tag “comittee” is none that" in done.stderr


def test_a_word_template_is_looked_over_as_it_is(template: Path, tmp_path: Path):
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
    import zipfile  # noqa: PLC0415 - only this test needs it

    from performance_index.word.document.package import zip_bytes  # noqa: PLC0415 - only this test needs it

    with zipfile.ZipFile(template) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types = files["[Content_Types].xml"].replace(kind + b"document.main+xml", kind + b"template.main+xml")
    (tmp_path / "house.dotx").write_bytes(zip_bytes((files | {"[Content_Types].xml": types}).items()))
    assert look_over(tmp_path / "house.dotx").findings == ()


def test_what_is_no_word_document_gets_a_sentence(tmp_path: Path):
    (tmp_path / "own.docx").write_bytes(b"PK\x03\x04")
    done = command(tmp_path / "own.docx")
    assert done.exit_code == 1
    assert "is not a Word document or is damaged" in done.stderr
