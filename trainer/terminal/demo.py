"""`demo-data`: a cohort of people who do not exist, for looking at the program with much in it."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from trainer.errors import TrainerError
from trainer.scenario.library import Library
from trainer.simulation.cohort import Cohort, fill
from trainer.store.database import Store
from trainer.store.lists import Filters
from trainer.wording import Text, Wording


def refuse_mixing(store: Store) -> None:
    """Lets made-up sessions come only where there are none.

    Raises:
        TrainerError: there are.
    """
    found = store.lists.count() + len(store.observed.all())
    if found:
        raise TrainerError(
            Text(
                "There are sessions in “{folder}” already ({count}), and made-up ones can't be told apart from "
                "them later. Choose another folder with --data before the command, or add --into-existing.",
                folder=str(store.path.parent),
                count=found,
            )
        )


def make(store: Store, library: Library, wording: Wording, cohort: Cohort, require_kept: Callable[[], None]) -> str:
    """Makes a cohort up and keeps it; tells what is there now.

    Args:
        store: where it is kept.
        library: what is played.
        wording: of what is told.
        cohort: whom to make up.
        require_kept: called after each write; raises where it did not reach the disk.

    Raises:
        TrainerError: the cohort is no possible one or is there already, or the disk failed.
    """
    label = wording.t("Made-up people are practising")
    with click.progressbar(length=cohort.sessions, label=label, file=sys.stderr) as bar:
        for written in fill(store, library, cohort):
            require_kept()
            bar.update(written)
    lists = store.lists
    return wording.t(
        "{people} made-up people have had {sessions} conversations. “{folder}” now has {all} sessions: in {typed}"
        " something was typed, {disputed} have disputed marks, and a coach has reviewed {reviewed}.",
        people=wording.number(cohort.people),
        sessions=wording.number(cohort.sessions),
        folder=str(store.path.parent),
        all=wording.number(lists.count()),
        typed=wording.number(lists.count(Filters(replies="typed")) + lists.count(Filters(replies="mixed"))),
        disputed=wording.number(lists.count(Filters(disputed=True))),
        reviewed=wording.number(lists.count(Filters(state="finished")) - lists.count(Filters(unreviewed=True))),
    )
