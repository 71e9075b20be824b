"""What a person can be told."""

from __future__ import annotations

from trainer.wording import Text


class TrainerError(Exception):
    """Something went wrong that a person can understand: what happened, where, and what to do.

    Anything else that is raised is a bug and surfaces as one.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text
