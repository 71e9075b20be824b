from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer

from tests.speech.sessions import Session, bad_child, children
from trainer.speech.child import command
from trainer.speech.line import Line

LINE = "Soitan klo 14–16. Sopiiko se?"
SHORT = "Niin."


@pytest.mark.usefixtures("espeak")
def test_a_line_is_said_word_by_word(session: Session) -> None:
    session.espeak().say(LINE, language="fi", voice="female", feels="angry")
    session.heard()
    assert session.names() == ["started", "finished"]
    assert session.words(LINE) == ["Soitan", "klo 14–16", "Sopiiko", "se"]


@pytest.mark.usefixtures("espeak")
def test_stop_is_silent_at_once_and_finished_does_not_come(session: Session) -> None:
    speaker = session.espeak()
    speaker.say(LINE, language="fi")
    session.heard("started")
    clock = QElapsedTimer()
    clock.start()
    speaker.stop()
    assert clock.elapsed() < 50
    assert not speaker.speaking
    session.events.clear()
    speaker.say(SHORT, language="fi")
    session.heard()
    assert session.names() == ["started", "finished"]
    assert session.words(SHORT) == ["Niin"]


@pytest.mark.usefixtures("espeak")
def test_a_new_line_takes_the_place_of_the_old(session: Session) -> None:
    speaker = session.espeak()
    speaker.say(LINE, language="fi")
    session.heard("started")
    speaker.say(SHORT, language="fi")
    session.heard()
    assert session.names() == ["started", "started", "finished"]


@pytest.mark.usefixtures("espeak")
def test_a_line_stopped_while_it_is_rendered_is_not_heard(session: Session) -> None:
    speaker = session.espeak()
    speaker.say(LINE, language="fi")
    speaker.stop()
    speaker.say(SHORT, language="fi")
    session.heard()
    assert session.words(LINE)[:1] == [LINE[:4]]  # only the four letters of the short line
    assert session.names() == ["started", "finished"]


@pytest.mark.usefixtures("espeak")
def test_replay_says_the_same_line_again(session: Session) -> None:
    speaker = session.espeak()
    speaker.replay()
    speaker.say(SHORT, language="fi")
    session.heard()
    speaker.replay()
    session.heard(times=2)
    assert session.words(SHORT) == ["Niin", "Niin"]


@pytest.mark.usefixtures("espeak")
def test_pause_holds_the_line_and_resume_goes_on(session: Session) -> None:
    speaker = session.espeak()
    speaker.say(SHORT, language="fi")
    session.heard("started")
    speaker.pause()
    assert not heard_within(session, 1500)
    speaker.resume()
    session.heard()
    assert session.names() == ["started", "finished"]


@pytest.mark.usefixtures("espeak")
def test_a_line_paused_before_it_began_waits(session: Session) -> None:
    speaker = session.espeak()
    speaker.say(SHORT, language="fi")
    speaker.pause()
    assert not heard_within(session, 1500)
    speaker.resume()
    session.heard()


def heard_within(session: Session, milliseconds: int) -> bool:
    over: list[bool] = []
    QTimer.singleShot(milliseconds, lambda: over.append(True))
    session.until(lambda: over or "finished" in session.names())
    return "finished" in session.names()


@pytest.mark.usefixtures("espeak")
def test_rate_changes_the_pace_without_rendering_again(session: Session) -> None:
    speaker = session.espeak()
    took = {}
    # Long enough that what a busy machine adds to the beginning and the end weighs little.
    text = "Soitan torstaina kolmelta ja kerron silloin, mitä valmistaja on vastannut, vaikka mitään uutta ei olisi."
    for rate in (1.5, 0.7, 9.0):
        speaker.rate = rate
        session.events.clear()
        speaker.say(text, language="fi")
        session.heard("started")
        clock = QElapsedTimer()
        clock.start()
        session.heard()
        took[rate] = clock.elapsed()
    assert took[0.7] > 1.7 * took[1.5]
    assert speaker.rate == 1.5
    assert len(list(session.folder.iterdir())) == 1


@pytest.mark.usefixtures("espeak")
def test_the_rate_of_a_line_being_said_changes_too(session: Session) -> None:
    speaker = session.espeak()
    speaker.rate = 0.7
    speaker.say(SHORT, language="fi")
    session.heard("started")
    speaker.rate = 1.5
    session.heard()
    assert session.names() == ["started", "finished"]


@pytest.mark.usefixtures("espeak")
def test_muted_and_quiet_lines_keep_their_captions(session: Session) -> None:
    speaker = session.espeak()
    speaker.muted, speaker.volume = True, 0.2
    speaker.say(SHORT, language="fi")
    session.heard()
    assert session.words(SHORT) == ["Niin"]
    assert (speaker.muted, speaker.volume) == (True, 0.2)


def test_a_disabled_speaker_starts_nothing_and_passes_lines_over(session: Session) -> None:
    before = children()
    speaker = session.speaker()
    speaker.enabled = False
    speaker.prepare([Line(SHORT, "fi")])
    speaker.say(LINE, language="fi")
    session.heard()
    assert session.names() == ["started", "finished"]
    assert children() == before
    assert not session.folder.exists()


def test_a_text_with_nothing_to_say_is_passed_over(session: Session) -> None:
    session.speaker().say("…", language="fi")
    session.heard()
    assert session.names() == ["started", "finished"]


@pytest.mark.usefixtures("espeak")
def test_lines_prepared_ahead_are_there_when_they_are_said(session: Session) -> None:
    speaker = session.espeak()
    speaker.prepare([Line(LINE, "fi", "male", "tired"), Line(SHORT, "fi"), Line("Yes.", "en")])
    session.until(lambda: session.folder.exists() and len(list(session.folder.glob("*.wav"))) == 3)
    speaker.say(LINE, language="fi", voice="male", feels="tired")
    session.heard("started")
    assert len(list(session.folder.iterdir())) == 3


@pytest.mark.usefixtures("espeak")
def test_a_chosen_voice_is_used_for_its_language(session: Session) -> None:
    speaker = session.espeak()
    with session.qtbot.waitSignal(speaker.voices_known):
        speaker.prepare()
    american = next(voice for voice in speaker.voices("en") if voice.languages[0] == "en-us")
    for voice_id, person, files in (("", "", 1), (american.id, "", 2), ("gone", "", 2), (american.id, "female", 2)):
        speaker.prefer(voice_id, "en", person)
        speaker.say("Yes.", language="en")
        session.heard("started")
        session.events.clear()
        assert len(list(session.folder.iterdir())) == files
    assert {voice.languages[0] for voice in speaker.voices("fi")} == {"fi"}


@pytest.mark.usefixtures("espeak")
def test_an_english_voice_never_reads_finnish(session: Session) -> None:
    speaker = session.speaker([bad_child("empty")])
    speaker.rate = 1.5
    speaker.say(LINE, language="fi")
    session.heard()
    speaker.say(LINE, language="fi")
    session.heard(times=2)
    assert session.words(LINE) == ["Soitan", "klo 14–16", "Sopiiko", "se"] * 2
    [notice] = [notice for notice in session.notices() if "voice" in notice]
    assert "no Finnish voice" in notice
    assert "espeak-ng" in notice


@pytest.mark.usefixtures("espeak")
def test_the_next_engine_is_tried_where_the_first_has_no_voice(session: Session) -> None:
    speaker = session.speaker([bad_child("empty"), command("espeak")])
    speaker.say(SHORT, language="fi")
    session.heard()
    assert not [notice for notice in session.notices() if "voice" in notice]


@pytest.mark.parametrize("behaviour", ["hang", "die"])
def test_a_child_that_fails_twice_makes_way_for_silence(session: Session, behaviour: str) -> None:
    before = children()
    speaker = session.speaker([bad_child(behaviour)], patience=200)
    speaker.rate = 1.5
    speaker.say(LINE, language="fi")
    session.heard()
    speaker.say(SHORT, language="fi")
    session.heard(times=2)
    assert session.words(LINE)[:4] == ["Soitan", "klo 14–16", "Sopiiko", "se"]
    [notice] = [notice for notice in session.notices() if "voice" in notice]
    assert "stopped answering" in notice
    session.until(lambda: children() == before)


def test_a_child_that_cannot_be_started_makes_way_for_silence(session: Session) -> None:
    session.speaker([["no-such-program"]]).say(SHORT, language="fi")
    session.heard()
    assert session.words(SHORT) == ["Niin"]


def test_a_child_that_dies_once_is_replaced_and_the_line_is_heard(session: Session, tmp_path: Path) -> None:
    session.speaker([bad_child("die-once", str(tmp_path / "memo"))]).say(SHORT, language="fi")
    session.heard()
    assert session.words(SHORT) == ["Niin"]
    assert not [notice for notice in session.notices() if "voice" in notice]


def test_a_line_that_cannot_be_rendered_is_timed_in_silence(session: Session) -> None:
    speaker = session.speaker([bad_child("refuse")])
    speaker.say(SHORT, language="fi")
    session.heard()
    assert session.words(SHORT) == ["Niin"]
    assert [notice for notice in session.notices() if "broke off" in notice]


def test_the_dummy_driver_renders_nothing_and_the_captions_go_on(session: Session) -> None:
    speaker = session.speaker([command("dummy")])
    speaker.say("Yes.", language="en")
    session.heard()
    assert session.words("Yes.") == ["Yes"]


@pytest.mark.usefixtures("espeak")
def test_a_spoilt_file_ends_the_line(session: Session) -> None:
    speaker = session.espeak()
    speaker.say(SHORT, language="fi")
    session.heard()
    [file] = session.folder.iterdir()
    data = file.read_bytes()
    file.write_bytes(data[:20] + b"\xff" * 16 + data[36:96])
    speaker.replay()
    session.heard(times=2)
    assert not speaker.speaking


def test_no_child_is_left_after_200_rounds(session: Session) -> None:
    before = children()
    for number in range(200):
        speaker = session.espeak()
        speaker.say(SHORT, language="fi")
        if number % 40 == 0:
            session.events.clear()
            session.heard("started")
        elif number % 5 == 0:
            speaker.stop()
        speaker.close()
        session.speakers.remove(speaker)
        speaker.deleteLater()
    assert children() == before


def test_the_window_goes_on_while_a_child_hangs(session: Session) -> None:
    gaps: list[int] = []
    clock, beat = QElapsedTimer(), QTimer(session, interval=5)
    beat.timeout.connect(lambda: gaps.append(clock.restart()))
    speaker = session.speaker([bad_child("hang")], patience=300)
    speaker.prepare()  # loads the player, which no page does while a line is awaited
    clock.start()
    beat.start()
    speaker.say(SHORT, language="fi")
    session.heard()
    assert max(gaps) < 100


def test_making_a_speaker_loads_and_starts_nothing(session: Session) -> None:
    before = children()
    session.speaker()
    assert children() == before
    assert not session.folder.exists()
