import pytest

from trainer.speech.line import Line, line_pieces, rendering
from trainer.speech.voice import Voice, choose, language_tags, primary

VOICES = (
    Voice("sv", "Alva", "x", ("sv-se",), "female"),
    Voice("us", "Joe", "x", ("en-us",), "male"),
    Voice("gb-m", "John", "x", ("en-gb",), "male"),
    Voice("gb-f", "Jane", "x", ("en-gb",), "female"),
    Voice("fi", "Satu", "x", ("fi-fi",)),
)


@pytest.mark.parametrize(
    ("raw", "tags"),
    [
        (["fi"], ("fi",)),
        ([b"\x05fi"], ("fi",)),
        ([b"\x02en-gb\x05en"], ()),
        (["fi_FI"], ("fi-fi",)),
        ("fi-FI", ("fi-fi",)),
        (["Unknown Locale: 9"], ()),
        ([None], ()),
        (None, ()),
    ],
)
def test_tags_of_all_engines_are_made_alike(raw: list[str | bytes | None] | str | None, tags: tuple[str, ...]) -> None:
    assert language_tags(raw) == tags


def test_the_primary_subtag() -> None:
    assert [primary(tag) for tag in ("fi", "fi-FI", "fi_FI", " EN-gb")] == ["fi", "fi", "fi", "en"]


@pytest.mark.parametrize(
    ("language", "gender", "preferred", "wanted"),
    [
        ("en", "female", "", "gb-f"),
        ("en", "male", "", "gb-m"),
        ("en", "female", "us", "us"),
        ("en", "female", "gone", "gb-f"),
        ("en", "female", "fi", "gb-f"),
        ("fi", "male", "", "fi"),
        ("de", "male", "us", None),
    ],
)
def test_the_voice_for_a_line(language: str, gender: str, preferred: str, wanted: str | None) -> None:
    voice = choose(VOICES, language, gender, preferred)
    assert (voice.id if voice else None) == wanted


def test_no_language_is_read_by_another_ones_voice() -> None:
    for voice in VOICES:
        chosen = choose(VOICES, "fi", voice.gender, voice.id)
        assert chosen
        assert chosen.id == "fi"
    assert choose((Voice("?", "?", "x", ()),), "fi", "female") is None


def test_mbrola_is_taken_before_other_voices_and_keeps_its_own_sound() -> None:
    plain = Voice("gmw/en", "English", "espeak", ("en-gb",), "male")
    better = Voice("mb-en1", "MBROLA en1", "espeak", ("en-gb",), "male")
    assert choose((plain, better), "en", "male") == better
    line = Line("Morning.", "en", "male", "calm")
    assert rendering(line, line_pieces(line), plain).variant
    assert rendering(line, line_pieces(line), better).variant == ""
