from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plant import opened, package

from performance_index.word.accessibility.colours import BLACK, WHITE, Colour, Palette, contrast, from_hex, to_hex
from performance_index.word.document.wordml import new_element

PARTS = st.floats(0, 1)
COLOURS = st.tuples(PARTS, PARTS, PARTS)


def colour(value: str) -> Colour:
    made = from_hex(value)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "FFFFFF", "21.00"),
        ("FFFFFF", "FFFFFF", "1.00"),
        ("767676", "FFFFFF", "4.54"),  # the lightest grey that WCAG's own explanation lets stand on white
        ("777777", "FFFFFF", "4.48"),
        ("FF0000", "FFFFFF", "4.00"),
        ("0000FF", "FFFFFF", "8.59"),
    ],
)
def test_contrast_is_what_the_standard_says(one: str, other: str, ratio: str):
    assert f"{contrast(colour(one), colour(other)):.2f}" == ratio


@given(one=COLOURS, other=COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one: Colour, other: Colour):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= contrast(BLACK, WHITE)


@given(number=st.integers(0, 0xFFFFFF))
def test_a_colour_is_written_as_it_was_read(number: int):
    assert to_hex(colour(f"{number:06X}")) == f"{number:06X}"


@pytest.mark.parametrize("value", [None, "", "auto", "red", "12345", "1234567", "12345G"])
def test_what_is_no_colour_is_none(value: str | None):
    assert from_hex(value) is None


def palette(path: Path) -> Palette:
    made = package(path / "d.docx", "")
    made.replace(
        "word/theme/theme1.xml", '<a:accent1><a:srgbClr val="1B365D"/>', '<a:accent1><a:srgbClr val="4472C4"/>'
    )
    return Palette(opened(made.save(path / "d.docx")))


@pytest.mark.parametrize(
    ("tone", "words_own"),
    [
        ('w:themeTint="99"', "8EAADB"),
        ('w:themeTint="66"', "B4C6E7"),
        ('w:themeTint="33"', "D9E2F3"),
        ('w:themeShade="BF"', "2F5496"),
        ('w:themeShade="80"', "1F3864"),
    ],
)
def test_a_tone_of_the_theme_is_what_word_itself_writes_beside_it(tmp_path: Path, tone: str, words_own: str):
    found = palette(tmp_path).text(new_element(f'<w:color w:val="auto" w:themeColor="accent1" {tone}/>'))
    assert found is not None
    assert found == pytest.approx(colour(words_own), abs=1.01 / 255)  # Word rounds on its way


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('w:val="C00000"', "C00000"),
        ('w:val="auto"', None),
        ('w:val="000000" w:themeColor="accent1"', "4472C4"),
        ('w:val="000000" w:themeColor="text1"', "000000"),
        ('w:val="000000" w:themeColor="background1"', "FFFFFF"),
        ('w:val="123456" w:themeColor="unheardOf"', "123456"),
    ],
)
def test_the_colour_of_text_is_the_themes_where_one_is_named(tmp_path: Path, attributes: str, shown: str | None):
    found = palette(tmp_path).text(new_element(f"<w:color {attributes}/>"))
    assert (None if found is None else to_hex(found)) == shown


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('w:val="clear" w:color="auto" w:fill="F9D6D5"', "F9D6D5"),
        ('w:val="clear" w:color="auto" w:fill="auto"', None),
        ('w:val="nil" w:fill="F9D6D5"', None),
        ('w:val="solid" w:color="1B365D" w:fill="FFFFFF"', "1B365D"),
        ('w:val="pct50" w:color="auto" w:fill="auto"', "808080"),
        ('w:val="pct25" w:color="000000" w:fill="FFFFFF"', "BFBFBF"),
        ('w:val="clear" w:fill="000000" w:themeFill="accent1"', "4472C4"),
        ('w:val="clear" w:fill="000000" w:themeFill="accent1" w:themeFillTint="00"', "FFFFFF"),
        ('w:val="horzStripe" w:color="000000" w:fill="FFFFFF"', "808080"),
    ],
)
def test_shading_is_its_fill_under_its_pattern(tmp_path: Path, attributes: str, shown: str | None):
    found = palette(tmp_path).shading(new_element(f"<w:shd {attributes}/>"))
    assert (None if found is None else to_hex(found)) == shown


def test_which_colour_of_the_theme_is_text_is_the_documents_own_choice(tmp_path: Path):
    made = package(tmp_path / "d.docx", "")
    mapping = '<w:clrSchemeMapping w:bg1="dark1" w:t1="light1" w:bg2="dark2" w:t2="light2"/><w:decimalSymbol'
    made.replace("word/settings.xml", "<w:decimalSymbol", mapping)
    swapped = Palette(opened(made.save(tmp_path / "d.docx")))
    assert swapped.text(new_element('<w:color w:val="auto" w:themeColor="text1"/>')) == WHITE
