from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.marking.marker import Marker
from trainer.rubric.catalogue import BY_KEY
from trainer.rubric.marks import BROKEN, MISSED, PARTLY, SHOWN, Mark, Source


@cache
def _marker() -> Marker:
    return Marker.load()


def _marks(text: str, language: str, *criteria: str, person: str = "", customer: str = "") -> dict[str, Mark]:
    return _marker().mark(text, language=language, criteria=criteria or list(BY_KEY), person=person, customer=customer)


def _level(criterion: str, text: str, language: str, person: str = "", customer: str = "") -> int:
    return _marks(text, language, criterion, person=person, customer=customer)[criterion].level


@pytest.mark.parametrize(
    ("text", "person", "language", "level"),
    [
        ("Tuula, soitan sinulle huomenna.", "Tuula Kettunen", "fi", SHOWN),
        ("Rouva Lehtonen, kello on nyt kaksi.", "Maria Lehtonen", "fi", SHOWN),
        ("Tiula, soitan sinulle huomenna.", "Tuula Kettunen", "fi", PARTLY),
        ("Soitan sinulle huomenna.", "Tuula Kettunen", "fi", MISSED),
        ("Mrs Ward, I have it here.", "Mrs Ward", "en", SHOWN),
        ("Mrs Wardd, I have it here.", "Mrs Ward", "en", PARTLY),
        ("I have it here.", "Mrs Ward", "en", MISSED),
    ],
)
def test_a_name_counts_if_it_is_this_persons(text: str, person: str, language: str, level: int) -> None:
    assert _level("name", text, language, person) == level


@pytest.mark.parametrize(
    ("criterion", "text", "language", "level"),
    [
        ("next_step", "Soitan sinulle perjantaina kello kymmenen.", "fi", SHOWN),
        ("next_step", "Palataan asiaan.", "fi", MISSED),
        ("next_step", "I'll bring the new hood on Friday at nine.", "en", SHOWN),
        ("next_step", "We'll be in touch.", "en", MISSED),
        ("follow_up", "Soitan perjantaina, oli uutta tai ei.", "fi", SHOWN),
        ("follow_up", "Ota yhteyttä, jos jotain tulee.", "fi", PARTLY),
        ("follow_up", "I'll ring you on Friday, news or none.", "en", SHOWN),
        ("follow_up", "Ring us if it happens again.", "en", PARTLY),
        ("question", "Mitä siinä hetkessä tapahtui?", "fi", SHOWN),
        ("question", "Mikä on tilausnumero?", "fi", PARTLY),
        ("question", "What would make it right for you?", "en", SHOWN),
        ("question", "Which model is it?", "en", PARTLY),
        ("feeling", "Ei ihme, että sinua harmittaa kolmen hukatun aamun jälkeen.", "fi", SHOWN),
        ("feeling", "Pahoittelut viivästyksestä.", "fi", PARTLY),
        ("feeling", "No wonder you're angry after three wasted mornings.", "en", SHOWN),
        ("feeling", "Sorry for the inconvenience.", "en", PARTLY),
        ("ownership", "Se oli minun virheeni, ja korjaan sen itse tänään.", "fi", SHOWN),
        ("ownership", "Kuljetusfirma on hukannut paketin, siitä pitää kysyä heiltä.", "fi", MISSED),
        ("ownership", "That was my mistake, and I'm putting it right today.", "en", SHOWN),
        ("ownership", "The courier lost it, you'll have to ask them.", "en", MISSED),
        ("decision", "Who decides?", "en", PARTLY),
        ("decision", "Kuka teillä päättää?", "fi", PARTLY),
        ("respect", "Olisit voinut itsekin lukea ohjeen.", "fi", BROKEN),
        ("respect", "You should have read the manual yourself.", "en", BROKEN),
    ],
)
def test_plain_cases_of_the_rubric(criterion: str, text: str, language: str, level: int) -> None:
    assert _level(criterion, text, language) == level


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Olen pahoillani ymmärrän mitä tapahtui milloin?", "fi"),
        ("Ymmärrän. Olen pahoillani. Miten voin auttaa? Kiitos palautteesta.", "fi"),
        ("I'm sorry I understand what happened when?", "en"),
        ("I understand. I'm so sorry. What happened? I'll call you. Thank you.", "en"),
    ],
)
def test_a_string_of_phrases_is_never_shown(text: str, language: str) -> None:
    marks = _marks(text, language)
    assert all(mark.level < SHOWN for key, mark in marks.items() if key != "respect")


def test_marks_carry_their_source_and_the_sentence_that_shows_them() -> None:
    text = "Hei Tuula. Ei ihme, että harmittaa. Soitan sinulle huomenna kello kymmenen."
    marks = _marks(text, "fi", "next_step", "feeling", "name", person="Tuula")
    assert list(marks) == ["next_step", "feeling", "name"]
    assert {mark.source for mark in marks.values()} == {Source.AUTO}
    evidence = {key: [text[a:b] for a, b in mark.evidence] for key, mark in marks.items()}
    assert evidence["next_step"] == ["Soitan sinulle huomenna kello kymmenen."]
    assert evidence["feeling"] == ["Ei ihme, että harmittaa."]
    assert evidence["name"] == ["Tuula"]


def test_evidence_of_a_text_with_loose_accents_is_of_that_text() -> None:
    text = unicodedata.normalize("NFD", "Hyvää päivää. Soitan sinulle tänään kello kymmenen.")
    spans = _marks(text, "fi", "next_step")["next_step"].evidence
    found = "".join(text[start:end] for start, end in spans)
    assert unicodedata.normalize("NFC", found) == "Soitan sinulle tänään kello kymmenen."


def test_another_language_is_not_marked() -> None:
    assert all(mark.level == MISSED and not mark.sure for mark in _marks("Jag ringer dig i morgon.", "sv").values())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jag beklagar verkligen, jag ringer dig i morgon klockan tio.", "fi"),
        ("I am so sorry, I will call you tomorrow at ten.", "fi"),
        ("Olen pahoillani, soitan sinulle huomenna kello kymmenen.", "en"),
        ("Ok", "en"),
        ("", "fi"),
    ],
)
def test_short_and_foreign_replies_are_not_sure(text: str, language: str) -> None:
    assert not any(mark.sure for mark in _marks(text, language).values())


def test_the_customers_own_line_pasted_earns_nothing() -> None:
    line = "The blue sofa arrived grey for the second time, and I took a day off for it."
    assert _level("listening", line, "en", customer=line) == MISSED


def test_an_unknown_criterion_is_not_sure() -> None:
    mark = _marks("Soitan huomenna.", "fi", "kindness")["kindness"]
    assert (mark.level, mark.sure) == (MISSED, False)


@given(st.text(max_size=200), st.sampled_from(["fi", "en", "sv"]), st.text(max_size=20), st.text(max_size=80))
def test_any_text_is_marked_within_bounds(text: str, language: str, person: str, customer: str) -> None:
    for key, mark in _marks(text, language, person=person, customer=customer).items():
        assert mark.level in ((BROKEN, MISSED, PARTLY, SHOWN) if key == "respect" else (MISSED, PARTLY, SHOWN))
        assert 0 <= mark.confidence <= 1
        assert all(0 <= start < end <= len(text) for start, end in mark.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "Soitan huomenna. " * 1_000,
        "😀" * 500,
        "\x00\x07\u200b\u202e",
        "?" * 1_000,
        "İstanbul ǅ ﬁ ß",
        "e\u0301" * 3_000,
    ],
)
def test_odd_texts_are_marked(text: str) -> None:
    assert set(_marks(text, "fi", person="\u0301", customer=text)) == set(BY_KEY)
