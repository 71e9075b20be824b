"""Role cards and the report of a workshop, as they are read on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import Clock
from tests.terminal.conftest import CommandLine
from tests.ui.reports.test_reports import properties
from tests.workshop.scenes import PLAY, SCRIPT, begun, moved
from trainer.app import App
from trainer.errors import TrainerError
from trainer.resources import shipped
from trainer.roleplay.autoplay import path
from trainer.roleplay.play import Play
from trainer.scenario.model import Script
from trainer.store.database import Store
from trainer.ui.reports.handout import write_handout
from trainer.ui.reports.workshop import write_workshop
from trainer.wording import Wording
from trainer.workshop import rounds
from trainer.workshop.keeping import kept_rounds
from trainer.workshop.rounds import Move, Workshop

Read = Callable[[Path], str]

ENGLISH = Wording("en", None)
FINNISH = Wording("fi", shipped("assets") / "translations")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "paper.pdf"


def keep(store: Store, script: Script, workshop: Workshop, languages: tuple[str, ...] = ("en",)) -> int:
    number = store.workshops.start(script, languages, workshop.seed)
    store.workshops.keep(
        number, path=workshop.path, rounds=kept_rounds(workshop.rounds), questions=workshop.questions,
        ended=workshop.ended,
    )  # fmt: skip
    return number


def voted(workshop: Workshop, first: dict[str, int], second: dict[str, int] | None = None) -> Workshop:
    """A round with its votes, revealed."""
    replies = workshop.now.replies
    workshop = moved(workshop, Move.VOTE)
    workshop = rounds.count_paper(workshop, [first.get(reply, 0) for reply in replies])
    if second is not None:
        workshop = moved(workshop, Move.TALK, Move.VOTE_AGAIN)
        workshop = rounds.count_phones(workshop, [second.get(reply, 0) for reply in replies])
    return moved(workshop, Move.CLOSE, Move.REVEAL)


def held() -> Workshop:
    """The room first thinks of one reply, then talks and takes another; once it looks at a road and comes back."""
    workshop = voted(begun(), {"ask": 9, "see": 3}, {"ask": 4, "see": 11})
    workshop = rounds.go_on(PLAY, workshop, "calm")
    workshop = rounds.go_on(PLAY, rounds.go_back(workshop, ()))
    workshop = voted(workshop, {"wait": 5})
    workshop = rounds.go_on(PLAY, workshop, "back")
    workshop = rounds.go_on(PLAY, workshop, "ask")
    workshop = rounds.go_on(PLAY, workshop, "date")
    workshop = rounds.note_question(workshop, "Who pays <b>then</b>? Äänikö?")
    return rounds.end(workshop)


# ---- a workshop


def test_a_workshop_is_one_page_that_tells_its_way_and_how_its_votes_moved(
    store: Store, file: Path, read: Read
) -> None:  # fmt: skip
    write_workshop(store, keep(store, SCRIPT, held(), ("fi", "en")), file, ENGLISH)
    text = read(file)
    assert text.startswith("The late delivery\nWorkshop · 4 March 2026")
    for part in (
        "Suomi + English · 4 rounds · 32 votes", "What came of it", "She stays. The sofa comes.",
        "1. Where is my sofa?", "Short see At first “Short ask” led with 9.", "3 of 12 → 11 of 15 (+8)",
        "Short back The facilitator's choice.", "4. Well?", "Acknowledges the feeling 38",
        "Roads not taken\nRound 1: “Short calm”, and on to “Again?”", "Open questions\nWho pays <b>then</b>? Äänikö?",
        "Page 1 of 1",
    ):  # fmt: skip
        assert part in text, part


def test_a_workshop_is_told_in_the_readers_language_where_its_scenario_is_in_that(
    store: Store, file: Path, read: Read
) -> None:  # fmt: skip
    write_workshop(store, keep(store, SCRIPT, held()), file, FINNISH)
    assert "Myöhästynyt toimitus" in read(file)
    write_workshop(store, keep(store, SCRIPT, held()), file, Wording("sv", None))
    assert "The late delivery" in read(file)


def test_a_workshop_that_was_broken_off_at_once_says_so(store: Store, file: Path, read: Read) -> None:
    write_workshop(store, keep(store, SCRIPT, begun()), file, ENGLISH)
    text = read(file)
    assert "The conversation was not finished." in text
    assert "The way of the room" not in text
    with pytest.raises(TrainerError, match="no workshop with the number 99"):
        write_workshop(store, 99, file, ENGLISH)


def test_ten_rounds_of_a_shipped_scenario_are_one_page(store: Store, file: Path, known: App) -> None:
    """With two votes in every other round, a road, and two questions."""
    script = known.library.script("rejected-applicant")
    play = Play(script.source)
    workshop = rounds.begin(play, 3)
    for n, turn in enumerate(path(play, "random", 3)):
        replies = workshop.now.replies
        first = {reply: 3 + at for at, reply in enumerate(replies)}
        workshop = voted(workshop, first, {turn.reply: 20} if n % 2 else None)
        if n == 2:
            other = next(reply for reply in replies if reply != turn.reply)
            workshop = rounds.go_back(rounds.go_on(play, workshop, other), workshop.path)
        workshop = rounds.go_on(play, workshop, turn.reply)
    for _ in range(2):
        workshop = rounds.note_question(workshop, "Kuka saa luvata rahat takaisin, ja mihin summaan asti?")
    assert len(workshop.path) == 10
    write_workshop(store, keep(store, script, rounds.end(workshop)), file, ENGLISH)
    assert properties(file)["Pages"] == "1"


# ---- role cards


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> App:
    return App(tmp_path_factory.mktemp("known"))


def test_role_cards_are_three_each_on_a_page_of_its_own(file: Path, read: Read) -> None:
    write_handout(SCRIPT, "en", file, ENGLISH)
    customer, trainee, observer = read(file).split("\f")[:3]
    assert customer.startswith("Maria Lehtonen\nThe customer's card · The late delivery")
    for part in (
        "You are Maria Lehtonen, customer.", "You talk with: clerk, Sofa & Son.",
        "You trust the other person a little.", "“Where is my sofa?”",
        "What makes you trust the other person\n“I see that you are cross.” SECRET note on see",
        "What costs your trust\n“Calm down.” SECRET note on calm", "Calm\n“Where is my sofa?”\n“Well?”",
    ):  # fmt: skip
        assert part in customer, part
    assert trainee.startswith("Clerk\nThe trainee's card · The late delivery")
    for part in (
        "Clerk, Sofa & Son", "She has waited for three weeks.", "Win back her trust.", "Maria speaks first.",
        "Asks an open question\nOne that yes or no does not answer",
    ):  # fmt: skip
        assert part in trainee, part
    assert observer.startswith("What did you see and hear?\nThe observer's sheet · The late delivery")
    for part in (
        "Trainee",
        "Observer",
        "Skill 2 · Shown 1 · Partly 0 · Missed",
        "A stock phrase of regret.",
        "−1 · Broken",
    ):
        assert part in observer.replace("\n", " "), part


def test_the_trainee_and_the_observer_read_nothing_that_only_the_customer_knows(file: Path, read: Read) -> None:
    write_handout(SCRIPT, "en", file, ENGLISH)
    customer, *others = read(file).split("\f")
    for secret in ("SECRET", "Calm down.", "She expects guests."):
        assert not any(secret in card for card in others), secret
    for score in ("weight", "/ 100", "+20"):
        assert score not in customer


def test_the_cards_are_in_their_own_language_whatever_the_readers_is(file: Path, read: Read) -> None:
    write_handout(SCRIPT, "fi", file, ENGLISH)
    text = read(file)
    for part in ("Myöhästynyt toimitus", "Hän on odottanut kolme viikkoa.", FINNISH.t("Your goal"), "Puuttui"):
        assert part in text, part
    assert "Missed" not in text


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_cards_of_all_shipped_scenarios_fit_on_a_sheet_each(
    known: App, file: Path, read: Read, language: str
) -> None:  # fmt: skip
    for summary in known.library.summaries:
        write_handout(known.library.script(summary.id), language, file, ENGLISH)
        pages = read(file).split("\f")[:-1]
        assert len(pages) <= 4, f"{summary.id}: two pages for the customer at most, one for each other"
        assert "□" not in "".join(pages)
        assert "A4" in properties(file)["Page size"]


# ---- by the command line


def test_a_workshop_and_role_cards_from_the_command_line(
    tmp_path: Path, file: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    store = Store.open(tmp_path / "data", Clock())
    number = keep(store, SCRIPT, held())
    store.close()
    repliikki = CommandLine(tmp_path / "data")
    assert repliikki("export", "--format", "pdf", "--workshop", number, file).stdout == f"Written to {file}.\n"
    assert "The room's path" in read(file)
    table = tmp_path / "table.csv"
    assert repliikki("export", "--format", "csv", "--workshop", number, table).exit_code == 0
    assert "Who pays" in table.read_text(encoding="utf-8-sig")
    assert repliikki("handout", "complaint", "--language", "fi", file).stdout == f"Written to {file}.\n"
    assert "Marja Lehtonen" in read(file)


def test_what_no_workshop_or_role_card_can_be(repliikki_here: CommandLine, file: Path) -> None:
    assert "no workshop with the number 7" in repliikki_here.fails("export", "--format", "pdf", "--workshop", 7, file)
    assert "can be played in: fi, en" in repliikki_here.fails("handout", "complaint", "--language", "sv", file)
    wrong = repliikki_here("export", "--format", "xapi", "--workshop", 7, file)
    assert (wrong.exit_code, "--workshop" in wrong.stderr) == (2, True)
    assert not file.exists()


@pytest.fixture
def repliikki_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return CommandLine(tmp_path / "data")
