"""Reading in a practice plan that a coach handed out as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from trainer.errors import TrainerError
from trainer.ui.shell import Shell


def ask_for_plan(shell: Shell) -> Path | None:
    """Which file to read; None if the person thinks better of it."""
    from trainer.exchange.plans import SUFFIX

    title = shell.words.t("Import a plan")
    file, _ = QFileDialog.getOpenFileName(shell.page, title, str(Path.home()), f"Repliikki (*{SUFFIX})")
    return Path(file) if file else None


def take_in_plan(shell: Shell, file: Path) -> int | None:
    """Keeps the plan of a file; its number here, or None where it is none, which is told."""
    from trainer.exchange.plans import read_plan

    try:
        return shell.store.plans.keep(read_plan(file))
    except TrainerError as error:
        shell.notify(error.text)
        return None
