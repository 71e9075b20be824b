import pytest

from trainer.speech.captions import syllables, word_times
from trainer.speech.line import Line, line_pieces
from trainer.speech.spoken import sentences


@pytest.mark.parametrize(
    ("words", "language", "count"),
    [
        ("kolmekymmentä", "fi", 5),
        ("sopiiko", "fi", 3),
        ("yö", "fi", 1),
        ("haluaisin", "fi", 4),
        ("öh pst", "fi", 2),
        ("lamp", "en", 1),
        ("twenty euros", "en", 4),
        ("called", "en", 1),
        ("wanted", "en", 2),
        ("table", "en", 2),
    ],
)
def test_syllables(words: str, language: str, count: int) -> None:
    assert syllables(words, language) == count


def test_words_share_their_sentence_by_syllables_and_begin_with_it() -> None:
    text = "Soitan klo 14–16. Niin."
    words = word_times(line_pieces(Line(text, "fi")), [(0, 3000), (3300, 3600)], "fi")
    assert [text[word.start : word.end] for word in words] == ["Soitan", "klo 14–16", "Niin"]
    assert words[0].at == 0
    assert 400 < words[1].at < 900
    assert words[2].at == 3300


def test_a_language_without_rules_is_said_as_it_is_written() -> None:
    pieces = line_pieces(Line("Hej, Åsa! Kom 5 nu.", "sv"))
    assert [piece.said + piece.after for piece in pieces] == ["Hej,", "Åsa!", "Kom", "5", "nu."]
    assert len(sentences(pieces)) == 2
