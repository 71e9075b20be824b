"""Qt's own speech, with the engine that Qt ships for tests: it keeps quiet for 100 ms a word and tells each word."""

from tests.speech.sessions import Session, bad_child
from trainer.speech.advice import how_to_install

LINE = "Soitan klo 14–16. Sopiiko se?"


def test_it_says_a_language_that_no_engine_speaks_word_by_word(session: Session) -> None:
    speaker = session.speaker([bad_child("empty")], system="mock")
    speaker.say(LINE, language="fi", voice="male", feels="angry")
    session.heard()
    assert session.names() == ["started", "finished"]
    # The engine tells each word it says; a time is one stretch of the line, however many words it takes.
    assert list(dict.fromkeys(session.words(LINE))) == ["Soitan", "klo 14–16", "Sopiiko", "se"]
    assert session.notices() == []
    assert [voice.name for voice in speaker.voices("fi")] == ["Kari", "Anneli"]
    assert not list(session.folder.glob("*.wav"))


def test_it_is_not_asked_where_an_engine_speaks_the_language(session: Session, espeak: str) -> None:
    speaker = session.speaker(system="mock")
    speaker.say("Niin.", language="fi")
    session.heard()
    assert {voice.engine for voice in speaker.voices("fi")} == {espeak}


def test_stopped_and_replaced_lines_do_not_finish(session: Session) -> None:
    speaker = session.speaker([bad_child("empty")], system="mock")
    speaker.say(LINE, language="fi")
    session.heard("started")
    speaker.stop()
    assert not speaker.speaking
    speaker.say("Niin.", language="en")
    session.heard()
    assert session.names() == ["started", "started", "finished"]


def test_pause_holds_the_line_before_it_began_and_in_the_middle(session: Session) -> None:
    speaker = session.speaker([bad_child("empty")], system="mock")
    speaker.say(LINE, language="fi")
    speaker.pause()
    session.until(lambda: speaker.voices("fi"))
    speaker.resume()
    session.heard("started")
    speaker.pause()
    assert speaker.speaking
    speaker.resume()
    session.heard()
    assert session.names() == ["started", "finished"]


def test_a_language_it_does_not_speak_either_stays_silent_with_a_notice(session: Session) -> None:
    speaker = session.speaker([bad_child("empty")], system="mock")
    speaker.say("Grüezi.", language="de")
    session.heard()
    assert any(str(how_to_install("de")) in notice for notice in session.notices())
