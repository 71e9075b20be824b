"""The program is killed, without any warning, while it writes."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Callable
from functools import cache, partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random

from tests.exchange.sessions import GOOD, play
from tests.faults import victims
from tests.faults.scenes import BUNDLES, COACH, IN_A_BUNDLE, a_few_sessions
from tests.faults.table import Fault, Outcome
from tests.store.released import DATA, told
from tests.workshop.scenes import PLAY
from trainer.exchange.bundle import export_bundle, read_bundle
from trainer.rubric.score import score
from trainer.store.database import Store
from trainer.workshop.keeping import taken_up

Victim = Callable[[Path, Connection], None]
Heard = list[tuple[int, int]]


def told_before_death(victim: Victim, folder: Path, seconds: float) -> Heard:
    """Runs a victim, kills it after so long, and says what it had told by then."""
    listen, tell = processes().Pipe(duplex=False)
    process = processes().Process(target=victim, args=(folder, tell))
    process.start()
    tell.close()
    # Its first words may take a while on a busy machine, and killing it before them tries nothing.
    process.join(seconds)
    process.kill()
    process.join()
    heard: Heard = []
    with listen:
        try:
            while True:
                heard.append(listen.recv())
        except EOFError:
            return heard


@cache
def processes() -> ForkServerContext:
    """Makes processes that start fast."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.faults.victims", "trainer.store.migrations"])
    return processes


def _bring(
    victim: Victim,
    prepare: Callable[[Path], None],
    lost: Callable[[Store, Heard], int],
    longest: float,
    folder: Path,
    tries: int,
    chance: Random,
) -> Outcome:
    template, outcome, things = folder / "template", Outcome(), 0
    template.mkdir()
    prepare(template)
    for number in range(tries):
        data = Path(shutil.copytree(template, folder / str(number)))
        heard = told_before_death(victim, data, chance.uniform(0, longest))
        things += len(heard)
        store = Store.open(data)
        outcome.tell(store.problem)
        outcome.lost += lost(store, heard)
        store.close()
        store = Store.open(data)
        outcome.lost += lost(store, heard)
        store.close()
        outcome.tries += 1
        shutil.rmtree(data)
    outcome.note = f"{things:,} writes told as kept"
    return outcome


# ---- what there is to begin with


def _nothing(folder: Path) -> None:
    Store.open(folder).close()


def _bundles(folder: Path) -> None:
    _nothing(folder)
    elsewhere = folder / "elsewhere"
    store = Store.open(elsewhere)
    for number in range(BUNDLES):
        sessions = [play(store, GOOD) for _ in range(IN_A_BUNDLE)]
        export_bundle(store, folder / f"{number:02}.repliikki", sessions)
    store.close()
    shutil.rmtree(elsewhere)


def _earlier_version(folder: Path) -> None:
    for file in ("repliikki.db", "told.json"):
        shutil.copyfile(DATA / "v2" / file, folder / file)


def _two_people_of_whom_one_is_backed_up(folder: Path) -> None:
    store = Store.open(folder)
    store.people.add("Aino")
    store.backups.make("manual")
    store.people.add("Ulla")
    # Copied while it is open, with its log.
    for file in folder.glob("repliikki.db*"):
        shutil.copyfile(file, folder / f"kept-{file.name}")
    store.close()
    for file in folder.glob("kept-*"):
        file.replace(folder / file.name.removeprefix("kept-"))


def _many_people(folder: Path) -> None:
    store = Store.open(folder)
    for number in range(20):
        play(store, GOOD, person=store.people.add(f"Secretname{number}x").id)
    store.close()


# ---- what is lost of what was told


def _turns(store: Store, heard: Heard) -> int:
    kept = {row.id: row.turns for row in store.sessions.rows()}
    missing = sum(kept.get(session, -1) < number for session, number in dict(heard).items())
    for session in kept:
        turns = [stored.turn for stored in store.sessions.record(session).turns]
        missing += [turn.text for turn in turns] != [f"Reply {turn.number} of session {session}" for turn in turns]
    return missing


def _levels(store: Store, heard: Heard) -> int:
    missing = 0
    reasons: set[str] = set()
    for row in store.sessions.rows(state="finished"):
        record = store.sessions.record(row.id)
        made = store.reviews.corrections(row.id)
        reasons |= {correction.reason for correction in made}
        weights = record.script.source.weights
        missing += row.score != score((stored.turn.marks for stored in record.turns), weights).percent
        missing += any(correction.coach != COACH for correction in made)
    return missing + sum(f"Reason {number}" not in reasons for _, number in heard)


def _imports(store: Store, heard: Heard) -> int:
    here = len(store.sessions.rows())
    return (here % IN_A_BUNDLE != 0) + (here < IN_A_BUNDLE * len(heard))


def _backups(store: Store, heard: Heard) -> int:
    found = store.backups.list()
    whole = sum(not backup.good for backup in found)
    return whole + (len(found) < min(3, len(heard))) + (len(store.people.all()) < len(heard))


def _told_by_an_earlier_version(store: Store, _: Heard) -> int:
    then = json.loads((store.path.parent / "told.json").read_bytes())
    shown = json.loads(json.dumps(told(store)))
    return int({key: shown[key] for key in then} != then)


def _bundle(store: Store, heard: Heard) -> int:
    file = store.path.parent / "all.repliikki"
    if not file.exists():
        return int(bool(heard))
    return int(len(read_bundle(file).sessions) != len(store.sessions.rows()))


def _workshops(store: Store, heard: Heard) -> int:
    votes = {row.id: row.votes for row in store.workshops.rows()}
    lost = 0
    for number, last in dict(heard).items():
        lost += votes.get(number, -1) < sum(range(1, last + 1))
    for number in votes:
        taken_up(PLAY, store.workshops.record(number))
    return lost


def _people(store: Store, heard: Heard) -> int:
    names = [person.name for person in store.people.all()]
    aside = store.path.with_name("repliikki.damaged.db")
    put_back = names == ["Aino"] and aside.exists()
    return int(not put_back and (names != ["Aino", "Ulla"] or bool(heard)))


def _deletions(store: Store, heard: Heard) -> int:
    names = {person.name for person in store.people.all()}
    gone = {f"Secretname{number - 1}x" for number, _ in heard}
    content = b"".join(file.read_bytes() for file in store.path.parent.glob("repliikki.db*"))
    lingering = sum(name.encode() in content for name in gone)
    return len(names & gone) + lingering + (len(names) < 20 - len(heard) - 1)


def _kill(
    name: str, victim: Victim, prepare: Callable[[Path], None], lost: Callable[[Store, Heard], int], longest: float
) -> Fault:
    return Fault(f"kill -9: {name}", partial(_bring, victim, prepare, lost, longest), 200, 10)


KILLS = (
    _kill("turns of a conversation", victims.practise, _nothing, _turns, 0.15),
    _kill("a coach's review", victims.review, partial(a_few_sessions), _levels, 0.25),
    _kill("import", victims.take_in, _bundles, _imports, 0.25),
    _kill("backup", victims.back_up, _nothing, _backups, 0.2),
    _kill("putting a backup back", victims.restore, _two_people_of_whom_one_is_backed_up, _people, 0.03),
    _kill("upgrade from version 2", victims.migrate, _earlier_version, _told_by_an_earlier_version, 0.12),
    _kill("export", victims.export, partial(a_few_sessions), _bundle, 0.2),
    _kill("workshop", victims.hold, _nothing, _workshops, 0.15),
    _kill("deletion of a person", victims.delete, _many_people, _deletions, 0.3),
)
