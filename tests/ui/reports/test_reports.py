"""Reports as they are read: their text found again in the PDF, their pages, what they leave out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication

from tests.exchange.sessions import BAD, GOOD, Said, play, review
from tests.store.conftest import Clock
from tests.terminal.conftest import CommandLine
from trainer.coaching.agreement import Agreement, Kappa
from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.store.database import Store
from trainer.ui.debrief.state import Debrief
from trainer.ui.reports.cohort import write_cohort, write_cohort_report
from trainer.ui.reports.person import write_people, write_person_report
from trainer.ui.reports.practised import practised
from trainer.ui.reports.session import write_sessions
from trainer.wording import Wording

Read = Callable[[Path], str]

ENGLISH = Wording("en", None)
FINNISH = Wording("fi", shipped("assets") / "translations")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "report.pdf"


def write(store: Store, file: Path, *sessions: int, words: Wording = ENGLISH) -> None:
    debriefs = [Debrief(store.sessions.record(session), words.language) for session in sessions]
    write_sessions(debriefs, store, file, words)


def clock_of(store: Store) -> Clock:
    clock = store.sessions._now
    assert isinstance(clock, Clock)
    return clock


def practise(store: Store, name: str, *ways: tuple[str, ...]) -> list[int]:
    """A person plays these ways, a day apart."""
    person = store.people.add(name).id
    sessions = []
    for way in ways:
        sessions.append(play(store, way, person=person))
        clock_of(store).moment += timedelta(days=1)
    return sessions


# ---- a session


def test_a_session_tells_what_came_of_it_how_and_what_was_said(store: Store, file: Path, read: Read) -> None:
    [session] = practise(store, "Åsa Öhman", GOOD)
    write(store, file, session)
    text = read(file)
    assert text.startswith("The late delivery\nÅsa Öhman · 4 March 2026")
    for part in (
        "What came of it", "She stays", "How you acted", "Acknowledges the feeling 38% Partly 1.5 of 4",
        "The moments that decided", "Maria: Where is my sofa?", "You: I see that you are cross.", "Trust 6, Tension 4",
        "The late delivery · Åsa Öhman · 4 March 2026", "Page 1 of",
    ):  # fmt: skip
        assert part in text, part


def test_finnish_letters_and_signs_are_found_again(store: Store, file: Path, read: Read) -> None:
    words = "Äiti söi öljyä: 14–16 °C, +3 €, −2 %, “näin”; Åbo – šakki ja žanri…"
    said: list[Said | str] = [Said("see", words), *GOOD[1:]]
    session = play(store, said, person=store.people.add("Ärjä Äyräväinen").id, language="fi")
    write(store, file, session, words=FINNISH)
    text = read(file).replace("\n", " ")
    for part in (words, "Ärjä Äyräväinen", "Myöhästynyt toimitus", "Näin taidot näkyivät", "Missä sohvani on?"):
        assert part in text, part


def test_a_session_is_one_to_three_pages_of_a4(store: Store, file: Path) -> None:
    long: list[Said | str] = [Said("calm", "We are so very sorry. " * 12)] * 3 + [*GOOD]
    write(store, file, play(store, long))
    facts = properties(file)
    assert facts["Pages"] in "123"
    assert "A4" in facts["Page size"]
    assert facts["Title"].startswith("The late delivery · No name · ")


def test_what_people_wrote_is_no_markup(store: Store, file: Path, read: Read) -> None:
    written = "<b>5 < 6</b>\n& <img src='x'> \ue0000\ue000"
    session = play(store, [Said("see", written), *GOOD[1:]], person=store.people.add("<i>Eve</i>").id)
    write(store, file, session)
    text = read(file)
    assert "You: <b>5 < 6</b>\n& <img src='x'> 0\n" in text
    assert "<i>Eve</i>" in text


def test_own_rating_hints_and_disputes_are_told(store: Store, file: Path, read: Read) -> None:
    session = play(store, [Said("see", "I see.", sure=False), Said("back", hint=True), *GOOD[2:]])
    store.ratings.add(session, 55, "I hurried.")
    store.sessions.dispute(session, 1, "feeling", "I did name it.")
    write(store, file, session)
    text = read(file).replace("\n", " ")
    assert "Your own rating: 55 out of 100 “I hurried.”" in text
    assert "You disagree: I did name it." in text
    assert "Hint read" in text
    assert "Acknowledges the feeling: coach, please look" in text


def test_a_review_is_told_once_it_is_finished(store: Store, file: Path, read: Read) -> None:
    session = play(store, GOOD)
    review(store, session, 1, "feeling", 0)
    write(store, file, session)
    assert "Sari" not in read(file)
    store.reviews.comment(session, "Sari", "A calm beginning.")
    store.reviews.finish(session, "Sari")
    write(store, file, session)
    text = read(file)
    assert "What the coach says\nSari\nA calm beginning." in text
    assert "Turn 1, Acknowledges the feeling: missed, was shown\nWarm." in text


def test_each_session_begins_on_a_page_of_its_own(store: Store, file: Path, read: Read) -> None:
    write(store, file, *practise(store, "Otto", GOOD, BAD, GOOD))
    pages = read(file).split("\f")
    assert sum(page.startswith("The late delivery\n") for page in pages) == 3


# ---- a person


def test_a_person_over_time(store: Store, file: Path, read: Read) -> None:
    sessions = practise(store, "Åsa Öhman", BAD, BAD, BAD, GOOD, GOOD, GOOD)
    store.ratings.add(sessions[0], 60)
    write_person_report(store, store.people.by_name("Åsa Öhman").id, file, ENGLISH, [])  # type: ignore[union-attr]
    text = read(file)
    assert text.startswith("Åsa Öhman\n4 March 2026 – 9 March 2026 · 6 sessions")
    [feeling] = [line for line in text.split("\n") if line.startswith("Acknowledges the feeling") and "Better" in line]
    name, between, count, direction = feeling.rsplit(" ", 4)[0], *feeling.rsplit(" ", 4)[1:4]
    low, high = map(int, between.split("–"))
    value = int(name.rsplit(" ", 1)[1])
    assert low < value < high
    assert (count, direction) == ("6", "Better,")
    assert feeling.endswith("+38")
    assert "The late delivery 6 0 56 56 9 March 2026" in text
    assert "Own ratings beside the score" in text
    assert "The late delivery 60 0 – +60" in text
    assert "When each skill is due again" in text


def test_a_person_who_rated_nothing_reads_nothing_of_it(store: Store, file: Path, read: Read) -> None:
    write_people(practised(store, practise(store, "Otto", GOOD)), store, file, FINNISH, [])
    text = read(file)
    assert FINNISH.t("Own ratings beside the score") not in text
    assert FINNISH.t("Practice calendar") in text


def test_who_has_finished_nothing_has_no_report(store: Store, file: Path) -> None:
    person = store.people.add("Otto").id
    play(store, GOOD[:1], person=person)
    with pytest.raises(TrainerError, match="none of these sessions is finished"):
        write_person_report(store, person, file, ENGLISH, [])
    assert not file.exists()


def test_a_hidden_name_stays_hidden(store: Store, file: Path, read: Read) -> None:
    sessions = practise(store, "Åsa Öhman", GOOD)
    person = store.people.by_name("Åsa Öhman")
    assert person is not None
    pseudonym = store.privacy.hide_name(person.id, ENGLISH)
    write_person_report(store, person.id, file, ENGLISH, [])
    assert read(file).startswith(pseudonym)
    write_cohort(practised(store, sessions), {}, file, ENGLISH)
    assert pseudonym in read(file)
    assert "Åsa" not in read(file)
    write(store, file, *sessions)
    assert pseudonym in read(file)
    assert "Åsa" not in read(file)


# ---- a group


def test_a_group(store: Store, file: Path, read: Read) -> None:
    sessions = practise(store, "Åsa Öhman", GOOD, GOOD, GOOD) + practise(store, "Otto Virtanen", BAD, BAD)
    agreed = {
        "feeling": Agreement(44, 81.8, None, Kappa(0.71, 0.5, 0.92)),
        "respect": Agreement(12, 90.0, None, None),
        "question": Agreement(50, 60.0, None, Kappa(0.31, 0.1, 0.52)),
    }
    write_cohort(practised(store, sessions), agreed, file, ENGLISH)
    text = read(file)
    assert text.startswith("The group\n2 people · 4 March 2026 – 8 March 2026 · 5 sessions")
    assert "The group is weakest in “Acknowledges the feeling”: 19 out of 100 on average." in text
    for part in ("Åsa Öhman 3 56 6 March 2026", "Otto Virtanen 2 0 8 March 2026", "Group average"):
        assert part in text, part
    assert "Acknowledges the feeling 44 82% 0.71 0.50 to 0.92" in text
    assert "Treats with respect 12 90% – – too few marks" in text
    assert "Asks an open question 50 60% 0.31 0.10 to 0.52 draft" in text


def test_all_who_have_finished_something_are_the_group(store: Store, file: Path, read: Read) -> None:
    practise(store, "Åsa Öhman", GOOD)
    play(store, GOOD[:1], person=store.people.add("Otto").id)
    play(store, BAD)
    write_cohort_report(store, file, ENGLISH)
    text = read(file)
    assert text.startswith("The group\n2 people · ")
    assert "No name 1 0" in text
    assert "Otto" not in text
    assert "How far coaches agree" not in text


def test_a_group_of_forty_shows_everybody_and_no_heading_stands_alone(store: Store, file: Path, read: Read) -> None:
    sessions = [session for n in range(40) for session in practise(store, f"Person {n:02}", GOOD)]
    write_cohort(practised(store, sessions), {}, file, ENGLISH)
    text = read(file)
    for n in range(40):
        assert text.count(f"Person {n:02}") == 2, "in the heat map and in the table"
    headings = {"People and skills", "The skills of the group, the weakest first", "Who has practised"}
    for page in text.split("\f"):
        lines = [line for line in page.split("\n") if line and not line.startswith(("Page ", "The group · "))]
        assert not lines or lines[-1] not in headings


# ---- all of them


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")
def test_paper_is_white_with_dark_letters_in_a_dark_program(store: Store, file: Path, qapp: QApplication) -> None:
    before = qapp.palette()
    dark = QPalette()
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        dark.setColor(role, "#F2EFE9")
    qapp.setPalette(dark)
    try:
        write(store, file, play(store, GOOD))
    finally:
        qapp.setPalette(before)
    subprocess.run(["pdftoppm", "-r", "50", "-png", "-singlefile", file, file.with_suffix("")], check=True, timeout=60)
    page = QImage(str(file.with_suffix(".png")))
    title = [page.pixelColor(x, y).lightness() for x in range(30, 200) for y in range(30, 55)]
    assert max(title) == 255
    assert min(title) < 80


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(store: Store, tmp_path: Path) -> None:
    with pytest.raises(TrainerError, match="could not be written"):
        write(store, tmp_path / "nowhere" / "report.pdf", play(store, GOOD))
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("report", ["session", "person", "cohort"])
def test_reports_from_the_command_line(tmp_path: Path, file: Path, read: Read, report: str) -> None:
    repliikki = CommandLine(tmp_path / "data")
    repliikki.json("play", "complaint", "--replies", "best", "--person", "Åsa Öhman")
    repliikki.json("play", "complaint", "--replies", "worst", "--person", "Otto")
    told = repliikki("export", "--format", "pdf", "--report", report, "--person", "Åsa Öhman", file)
    assert told.stdout.endswith(f"{file}.\n")
    assert told.exit_code == 0
    text = read(file)
    assert "Åsa Öhman" in text
    assert "Otto" not in text


def test_nothing_to_report_and_reports_of_other_files(tmp_path: Path, file: Path) -> None:
    repliikki = CommandLine(tmp_path / "data")
    assert "none of these sessions is finished" in repliikki.fails("export", "--format", "pdf", file)
    assert not file.exists()
    result = repliikki("export", "--format", "csv", "--report", "person", file)
    assert result.exit_code == 2
    assert "--report" in result.stderr


def properties(file: Path) -> dict[str, str]:
    """What the file says of itself."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed")
    found = subprocess.run(["pdfinfo", file], capture_output=True, encoding="utf-8", timeout=60, check=True).stdout
    return {key: value.strip() for key, _, value in (line.partition(":") for line in found.splitlines())}
