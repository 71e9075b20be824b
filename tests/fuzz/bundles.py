"""Session bundles with digests that fit: what is in them is refused with a sentence, or could have happened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from hypothesis import strategies as st

from tests.exchange.sessions import GOOD, Said, play, review
from tests.exchange.test_bad_bundles import lines_of, packed
from tests.fuzz.edits import Edit, edited, edits
from tests.fuzz.target import Target, tell
from tests.store.conftest import Clock
from trainer.exchange.bundle import export_bundle, import_bundle, preview, read_bundle
from trainer.exchange.container import PARTS, BundleError
from trainer.roleplay.play import Play, replay
from trainer.store.database import Store

Bent = tuple[str, list[Edit], list[tuple[int, int]], bool]
# A part that is edited, bytes of the file that are changed afterwards, and whether the sessions are here already.
_inputs = st.tuples(
    st.sampled_from((*PARTS, "sessions.jsonl")),
    edits,
    st.just([]) | st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 255)), max_size=2),
    st.booleans(),
)


@contextmanager
def _opened(folder: Path) -> Iterator[Callable[[Bent], None]]:
    good, databases, names = _written(folder), {}, count()
    for here in (True, False):
        databases[here] = folder / f"template-{here}"
        store = Store.open(databases[here], Clock())
        if here:
            import_bundle(store, read_bundle(good))
        store.close()
    lines = lines_of(good)

    def take(bent: Bent) -> None:
        part, made, bytes_changed, here = bent
        changed = {**lines, part: edited(lines[part], made)}
        if not isinstance(changed[part], list):
            return
        file = folder / "bent.repliikki"
        try:
            packed(file, changed)
        except (TypeError, AttributeError, ValueError):
            return  # what is no JSON, and no sessions to name a scenario in
        content = bytearray(file.read_bytes())
        for place, by in bytes_changed:
            content[place % len(content)] ^= by
        file.write_bytes(content)
        try:
            bundle = read_bundle(file)
        except BundleError as error:
            tell(error)
            return
        data = Path(shutil.copytree(databases[here], folder / f"data-{next(names)}"))
        store = Store.open(data, Clock())
        found = preview(store, bundle)
        imported = import_bundle(store, bundle)
        assert (imported.new, imported.continued) == (found.new, found.continued)
        for row in store.sessions.rows():
            record = store.sessions.record(row.id)
            replay(Play(record.script.source), [stored.turn for stored in record.turns])
        again = import_bundle(store, bundle)
        assert (again.new, again.continued) == (0, 0)
        export_bundle(store, folder / "again.repliikki")
        assert len(read_bundle(folder / "again.repliikki").sessions) == len(store.sessions.rows())
        store.close()
        shutil.rmtree(data)

    yield take


def _written(folder: Path) -> Path:
    """A bundle with everything that a session can have."""
    store = Store.open(folder / "good", Clock())
    session = play(store, GOOD, person=store.people.add("Aino").id)
    review(store, session, 1, "feeling", 1)
    store.ratings.add(session, 60, "Calm.")
    store.sessions.dispute(session, 2, "feeling", "I did.")
    play(store, [Said("see", "I see.", seconds=3.5), "back"], person=store.people.add("Ulla").id)
    play(store, GOOD[2:], parent=(session, 2))
    export_bundle(store, folder / "good.repliikki")
    store.close()
    json.dumps(lines_of(folder / "good.repliikki"))
    return folder / "good.repliikki"


BUNDLES = Target("session bundles", _inputs, _opened)
