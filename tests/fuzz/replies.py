"""What somebody types as a reply: it is marked, asked about, kept and read back, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.target import Target
from tests.store.conftest import Clock
from tests.workshop.scenes import PLAY, SCRIPT
from trainer.marking.marker import Marker
from trainer.marking.nearest import Option, nearest
from trainer.rubric.catalogue import BY_KEY
from trainer.store.database import Store

_WORDS = (
    "I", "see", "that", "you", "are", "cross", "sorry", "What", "Friday", "Maria", "Ymmärrän", "anteeksi", "milloin",
    "perjantaina", "Lehtonen", "ei", "not", "can't", "😀", "👩‍👩‍👧", "\u0301", "ﬁ", "İ", "ß", "ſ", "\u202e", "\u200b",
    "\ufeff",
    "?", "?!", "…", ".", "...", "\n", "\r\n", "\t", "\0", "\ud83d", "\u2028", "{name}", "%s", "</b>", "'; DROP",
    "=1+1", "1.000,5", "x" * 500, "ä" * 90, "10:30", "a.b.c",
)  # fmt: skip
_texts = st.text(max_size=80) | st.lists(st.sampled_from(_WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from((" ", "", "\n")).map(lambda between: between.join(words))
)
Typed = tuple[str, str, str, str]
_inputs = st.tuples(_texts, st.sampled_from(("fi", "en", "en", "sv")), st.sampled_from(("", "Maria Lehtonen", "\0")),
                    st.sampled_from(("", "Where is my sofa?", "Missä sohvani on?")) | _texts)  # fmt: skip


@contextmanager
def _opened(folder: Path) -> Iterator[Callable[[Typed], None]]:
    store, marker = Store.open(folder / "data", Clock()), Marker.load()
    store._connection._connection.execute("PRAGMA synchronous=OFF")  # nothing here outlives the process
    position = PLAY.start()
    replies = PLAY.scenario.scenes[position.scene].replies
    options = [Option(key, (reply.text, *reply.also), reply.marks) for key, reply in replies.items()]

    def take(typed: Typed) -> None:
        text, language, person, customer = typed
        criteria = tuple(BY_KEY)
        marks = marker.mark(text, language=language, criteria=criteria, person=person, customer=customer)
        assert tuple(marks) == criteria
        for key, mark in marks.items():
            assert mark.level in BY_KEY[key].anchors or not mark.sure  # what could not be read is 0 and not sure
            assert 0 <= mark.confidence <= 1
            assert all(0 <= start <= end <= len(text) for start, end in mark.evidence)
        found = nearest(text, marks, options)
        assert sorted(found.ranking) == sorted(replies)
        given = [marks[key] for key in PLAY.criteria(position)]
        turn, _ = PLAY.answer(position, found.ranking[0], text, given)
        session = store.sessions.start(person=None, script=SCRIPT, language="en", seed=1)
        store.sessions.add_turn(session, turn, asked=found.ranking)
        [stored] = store.sessions.record(session).turns
        assert stored.turn._replace(text=None) == turn._replace(text=None)
        assert stored.turn.text == text.encode(errors="replace").decode()
        store.sessions.discard(session)

    yield take
    store.close()


REPLIES = Target("typed replies", _inputs, _opened, quick=500)
