"""Reading grades: people at risk read at grade 6, the public at grade 8, professionals at grade 10, on every piece."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import textstat

from generator.content.assemble import assemble
from generator.content.audience import find_audience, load_texts
from generator.content.words import Copy
from generator.richtext import Rich
from tests.instruments.pieces import AUDIENCES, LAYOUTS, LIBRARY, layout_of, make

GRADES = {"victim": 6.0, "bystander": 8.0, "professional": 10.0}
"""The highest Flesch-Kincaid grade for each voice: years of American school."""
LONGEST = {"victim": 25, "bystander": 30, "professional": 32}
"""Words of the longest sentence."""


@pytest.fixture(scope="module", autouse=True)
def _american() -> None:
    textstat.set_lang("en_US")


def sentences(text: str) -> str:
    """A text as sentences: one without a stop, such as an item of a list, is a sentence too."""
    return text if text.rstrip("”’)").endswith((".", "?", "!")) else f"{text}."


def spoken(text: Rich) -> str:
    """The words as they are read out: whatever a field puts in is "the number"."""
    return sentences("".join("the number" if inline.uri or inline.keep else inline.text for inline in text))


def copies(layout: str, audience: str) -> Iterator[Copy]:
    """The blocks that a layout prints of an audience's words, each once."""
    words = make(layout, audience).words
    for block in layout_of(layout).blocks.values():
        found = words.copy(block.content, block.form) if block.content else None
        if found is not None:
            yield found


def prose(layout: str, audience: str) -> str:
    """All sentences and items of a piece. Headings are left out: they are no sentences, and would flatter the grade."""
    texts = {spoken(text): None for copy in copies(layout, audience) for text in (*copy.paragraphs, *copy.items)}
    return " ".join(texts)


def grade(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text))


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if layout_of(name).languages.least == 1])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_piece_can_be_read_by_those_it_is_for(audience: str, layout: str) -> None:
    text = prose(layout, audience)
    assert len(text.split()) >= 20, "a piece that says next to nothing has no grade"
    assert grade(text) <= GRADES[find_audience(LIBRARY, audience).voice]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_sentence_is_long(audience: str) -> None:
    voice = find_audience(LIBRARY, audience).voice
    for (block, form), wording in load_texts(LIBRARY, audience).blocks.items():
        texts = [wording.text] if isinstance(wording.text, str) else [*(wording.text or ())]
        for sentence in re.split(r"(?<=[.?!:])\s", " ".join([*texts, *map(sentences, wording.items or ())])):
            assert len(sentence.split()) <= LONGEST[voice], f"{block}.{form}: {sentence}"


def test_the_grade_tells_plain_words_from_learned_ones() -> None:
    """The instrument itself, by hand: 0.39 x words a sentence + 11.8 x syllables a word - 15.59."""
    assert grade("You can call. You can go.") == pytest.approx(0.39 * 3 + 11.8 * 1 - 15.59, abs=0.05)
    assert grade("Exploitation necessitates interdisciplinary, internationally coordinated identification procedures.") > 20


def test_items_are_sentences_and_fields_are_the_number() -> None:
    words = make("fact-sheet", "victims").words
    said = [spoken(item) for item in words.blocks["actions", "long"].items]
    assert said[1] == "Call the number. Say the name of your language, and an interpreter can join."
    words = assemble(LIBRARY, "victims", "en", ("poster", "Poster"))
    assert spoken(words.blocks["actions", "text"].items[2]) == "Call the number if you are in danger now."
