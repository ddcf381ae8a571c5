from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from performance_index.word.document.escaping import escape, quoteattr

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))


@given(text=TEXTS, value=TEXTS | st.sampled_from(["a\tb\nc\rd", "\"'&<>", "&amp;"]))
def test_an_xml_parser_gives_back_what_was_written(text: str, value: str):
    element = etree.fromstring(f"<a b={quoteattr(value)}>{escape(text)}</a>")
    assert (element.text or "", element.get("b")) == (text, value)
