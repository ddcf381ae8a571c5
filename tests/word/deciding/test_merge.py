from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_laws import check_merge, edited, some_text

from performance_index.word.deciding.merge import Merge, Outcome, merge, same_words
from performance_index.word.deciding.pieces import Op, Piece, over_suggestions

SIGNS = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "[+{}+]"}
BASE = "Four carers were recruited by 30 September against a target of 20."
SOME_WORDS = st.lists(st.sampled_from(["a", "b", "c", "54.3", "%", ".", "\n"]), max_size=12).map(" ".join)


def shown(made: Merge) -> str:
    return "".join(SIGNS[piece.op].format(piece.text) for piece in made.pieces)


@pytest.mark.parametrize(
    ("base", "mine", "new", "outcome", "reads"),
    [
        ("a b", "a b", "a b", Outcome.SAME, "a b"),
        ("a b", "a c", "a c", Outcome.SAME, "a c"),
        ("a b", "a c", "a b", Outcome.KEPT, "a c"),
        ("a b", "a b", "a c", Outcome.REPLACED, "a [-b-][+c+]"),
        (BASE, f"{BASE} The manager will attend.", BASE.replace("Four", "Six"), Outcome.WORDS,
         "[-Four-][+Six+] carers were recruited by 30 September against a target of 20. The manager will attend."),
        (BASE, BASE.replace("Four", "Only four"), BASE.replace("20", "25"), Outcome.WORDS,
         "Only four carers were recruited by 30 September against a target of [-20-][+25+]."),
        ("by 30 May", "by about 30 May", "by 31 May", Outcome.WORDS, "by about [-30-][+31+] May"),
        ("by 30 May", "by 30 June", "by 30 or 31 May", Outcome.WORDS, "by 30 [+or 31 +]June"),
        ("It is 45%. See report.", "It is 47%. See report. More.", "It is 54%. See report.", Outcome.CONFLICT,
         "It is [-47-][+54+]%. See report. More."),
        ("It is 45%.", "It is %.", "It is 54%.", Outcome.CONFLICT, "It is [+54+]%."),
        ("None", "None, but see below", "Costs of £1m", Outcome.CONFLICT, "[-None-][+Costs of £1m+], but see below"),
        ("One two.", "One two. Mine.", "One two. Theirs.", Outcome.CONFLICT, "One two. Mine.[+ Theirs.+]"),
        ("It is 45%.", "It is 54%. Mine.", "It is 54%.", Outcome.KEPT, "It is 54%. Mine."),
        ("See the director's update.", "See item 6 of this agenda.", "See the quarterly update.", Outcome.CONFLICT,
         "See [-item 6 of this agenda-][+the quarterly update+]."),
        ("fell in May due to Covid.", "fell in May.", "fell in June due to flu.", Outcome.CONFLICT,
         "fell in [-May-][+June due to flu+]."),
        ("", "typed here", "given", Outcome.CONFLICT, "typed here[+given+]"),
        (None, "typed here", "given", Outcome.CONFLICT, "[-typed here-][+given+]"),
        (None, "given", "given", Outcome.SAME, "given"),
        ("a\nb", "a\nb", "a\nc", Outcome.REPLACED, "a\n[-b-][+c+]"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_text(base: str | None, mine: str, new: str, outcome: Outcome, reads: str):
    made = merge(base, mine, new)
    assert (made.outcome, shown(made)) == (outcome, reads)


def test_a_figure_with_a_point_a_year_and_a_hyphened_word_are_one_word_each():
    made = merge("in-house 54.3 of 2020/21 x y", "x in-house 54.3 of 2020/21 x y", "by-law 54.8 of 2021/22 x y")
    assert shown(made) == "x [-in-house-][+by-law+] [-54.3-][+54.8+] of [-2020/21-][+2021/22+] x y"


def test_a_text_written_anew_is_offered_whole_and_the_clerk_is_told():
    made = merge(BASE, f"{BASE} Mine.", "The service was closed in August, so the target of 20 no longer applies here.")
    assert made.outcome is Outcome.CONFLICT
    assert shown(made).count("[+") == 1
    assert made.text.endswith("no longer applies here. Mine.")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a b", "a  b ", True),
        ("a b", "a\u00a0b", True),
        ("a\nb", "a \n b", True),
        ("a\nb", "a b", False),
        ("a", "A", False),
        ("", " ", True),
    ],
)
def test_blanks_make_no_difference_and_paragraphs_do(one: str, other: str, *, same: bool):
    assert same_words(one, other) is same


@given(base=SOME_WORDS, mine=SOME_WORDS, new=SOME_WORDS)
def test_the_laws_hold_for_any_three_texts(base: str, mine: str, new: str):
    check_merge(base, mine, new)


@given(seed=st.integers(0, 2**32))
def test_the_laws_hold_for_a_clerks_edits(seed: int):
    chance = random.Random(seed)  # noqa: S311 - no secret
    base = some_text(chance)
    check_merge(base, edited(chance, base, "clerk"), edited(chance, base, "data"))


def test_where_both_made_one_change_nobody_is_asked():
    made = merge("It is 45% now, as said.", "It is 54% now, as written.", "It is 54% now, as said.")
    assert made.outcome is Outcome.KEPT
    assert made.text == "It is 54% now, as written."


def test_a_book_is_merged_in_a_moment():
    base = " ".join(f"word{n}" for n in range(20_000))
    mine, new = base.replace("word7 ", "mine "), " ".join(f"other{n}" for n in range(20_000))
    begin = time.perf_counter()
    assert merge(base, mine, new).outcome is Outcome.CONFLICT
    assert time.perf_counter() - begin < 10


def test_a_newer_offer_takes_the_place_of_an_older_one():
    standing = [Piece(Op.DELETE, "Four"), Piece(Op.INSERT, "Six"), Piece(Op.KEEP, " carers, as said")]
    made = merge("Six carers", "Six carers, as said", "Nine new carers").pieces
    assert over_suggestions(standing, made) == (
        Piece(Op.DELETE, "Four"),
        Piece(Op.INSERT, "Nine new"),
        Piece(Op.KEEP, " carers, as said"),
    )


def test_an_offer_goes_where_the_data_return_to_what_the_clerk_has():
    standing = [Piece(Op.DELETE, "Four"), Piece(Op.INSERT, "Six"), Piece(Op.KEEP, " carers, as said")]
    made = merge("Six carers", "Six carers, as said", "Four carers").pieces
    assert over_suggestions(standing, made) == (Piece(Op.KEEP, "Four carers, as said"),)


@given(seed=st.integers(0, 2**32))
def test_over_undecided_offers_rejecting_gives_the_clerks_text_and_accepting_the_newest(seed: int):
    chance = random.Random(seed)  # noqa: S311 - no secret
    base = some_text(chance)
    standing = merge(base, edited(chance, base, "clerk"), edited(chance, base, "data")).pieces
    accepted = "".join(piece.text for piece in standing if piece.op is not Op.DELETE)
    made = merge(base, accepted, edited(chance, base, "newer"))
    pieces = over_suggestions(standing, made.pieces)
    rejected = "".join(piece.text for piece in standing if piece.op is not Op.INSERT)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.INSERT) == rejected
    assert "".join(piece.text for piece in pieces if piece.op is not Op.DELETE) == made.text
