"""The laws of merging one text, for a base, a clerk's text and a correction made at random."""

from __future__ import annotations

import random
from collections import Counter

from performance_index.word.deciding.merge import Merge, Outcome, merge, same_words
from performance_index.word.deciding.pieces import Op

TEXT = "the of carers were recruited by 30 September target 20 54.3 % performance is in a and , . report in-house"
WORDS = TEXT.split()


def some_text(chance: random.Random) -> str:
    """Give up to thirty words, now and then in two paragraphs."""
    said = [chance.choice(WORDS) for _ in range(chance.randint(0, 30))]
    if len(said) > 4 and chance.random() < 0.2:
        said[len(said) // 2] = "\n"
    return " ".join(said)


def edited(chance: random.Random, text: str, new: str) -> str:
    """Give the text with up to five words put in, taken out or changed; what is put in is `new` and a number."""
    said = text.split(" ")
    for n in range(chance.randint(0, 5)):
        at = chance.randrange(len(said) + 1)
        how = chance.choice("ier")
        if how == "i":
            said.insert(at, f"{new}{n}")
        elif at < len(said) and how == "e":
            del said[at]
        elif at < len(said):
            said[at] = chance.choice([f"{new}{n}", chance.choice(WORDS)])
    return " ".join(said)


def check_merge(base: str, mine: str, new: str) -> Merge:
    """Check every law on three texts; give their merge."""
    made = merge(base, mine, new)
    before = "".join(piece.text for piece in made.pieces if piece.op is not Op.INSERT)
    assert before == mine, "rejected, it is the clerk's text"
    if same_words(mine, base):
        assert same_words(made.text, new), "untouched, it is the data's text"
    if same_words(new, base):
        assert made.text == mine, "where the data stay, the clerk's text stays"
        assert made.outcome in {Outcome.SAME, Outcome.KEPT}
    if made.outcome is Outcome.WORDS:
        gone = Counter(word for piece in made.pieces if piece.op is Op.DELETE for word in piece.text.split())
        assert not [word for word in gone if word.startswith("clerk")], "only generated words are struck out"
    if made.outcome in {Outcome.WORDS, Outcome.CONFLICT}:
        kept = "".join(piece.text for piece in made.pieces if piece.op is Op.INSERT)
        taken = set(new.split()) - set(base.split()) - set(mine.split())
        assert all(word in kept for word in taken), "accepted, what the data put in is there"
    again = merge(new, made.text, new)
    assert again.outcome in {Outcome.SAME, Outcome.KEPT}, "merged, there is nothing more to merge"
    return made
