from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance_index.word.document.wordml import clean, markup, new_element, run_xml, words


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("plain", "plain"),
        ("", ""),
        ("tab\there", "tab\there"),
        ("a\r\nb\rc\nd\ve\ff", "a\nb\nc\nd\ne\nf"),
        ("bell\x07 null\x00 escape\x1b", "bell null escape"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("not\ufffe characters\uffff", "not characters"),
        ("emoji \U0001f600, £, é, \u00a0, \u2028", "emoji \U0001f600, £, é, \u00a0, \u2028"),
    ],
)
def test_only_what_xml_forbids_is_taken_out(typed: str, held: str):
    assert clean(typed) == held


@given(st.text(st.characters()))
def test_what_is_clean_stays_so(typed: str):
    assert clean(clean(typed)) == clean(typed)


@given(st.text(st.characters()))
def test_any_text_comes_back_from_a_run(typed: str):
    assert words(new_element(f"<w:p><w:r>{run_xml(typed)}</w:r></w:p>")) == clean(typed)


def test_spaces_at_the_ends_are_kept():
    assert words(new_element(f"<w:p><w:r>{run_xml('  a  ')}</w:r></w:p>")) == "  a  "


def test_an_elements_markup_declares_no_namespaces():
    paragraph = new_element("<w:p><w:r><w:t>a &lt; b</w:t></w:r></w:p>")
    assert markup(paragraph[0]) == "<w:r><w:t>a &lt; b</w:t></w:r>"
