from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from trainer.marking.text import MAX_CHARS, composed, even, sentences


def _cut(text: str) -> list[str]:
    return [text[each.start : each.end] for each in sentences(even(text), text)]


def test_sentences_end_at_marks_and_lines() -> None:
    assert _cut("Anteeksi! Soitan kello 15. Sopiiko?\nHyvä") == ["Anteeksi!", "Soitan kello 15.", "Sopiiko?", "Hyvä"]


def test_dates_and_titles_do_not_end_a_sentence() -> None:
    assert _cut("Tulen 3. huhtikuuta.") == ["Tulen 3. huhtikuuta."]
    assert _cut("Good morning, Mr. Achebe.") == ["Good morning, Mr. Achebe."]


def test_typographic_signs_are_read_as_plain_ones() -> None:
    assert even("I’m “fine” – really") == 'i\'m "fine" - really'


def test_letters_and_their_accents_are_put_together_and_keep_their_places() -> None:
    given_text = unicodedata.normalize("NFD", "Tämä käy.")
    text, places = composed(given_text)
    assert text == "Tämä käy."
    assert places is not None
    assert given_text[places[5] : places[8]] == unicodedata.normalize("NFD", "käy")


@given(st.text())
def test_an_evened_text_keeps_every_place(text: str) -> None:
    assert len(even(text)) == min(len(text), MAX_CHARS)


@given(st.text())
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    found = sentences(even(text), text)
    bounds = [place for each in found for place in (each.start, each.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= place <= len(text) for place in bounds)
