"""What every page is given: how things look, how they are said, and the width there is."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.ui.theme import Look
from trainer.wording import Wording


@dataclass(frozen=True)
class Context:
    """Handed to each page and element when it is built.

    Attributes:
        look: colours, sizes, fonts.
        words: says texts in the reader's language.
        width: the window's width in pixels at 100 % text, by which layouts choose their columns.
        height: the window's height likewise.
        single_keys: whether letters alone are commands.
    """

    look: Look
    words: Wording
    width: int = 1280
    height: int = 800
    single_keys: bool = True

    @property
    def compact(self) -> bool:
        """Whether there is too little room for side columns."""
        return self.width < 1100

    @property
    def short(self) -> bool:
        """Whether there is too little height for parts that scroll by themselves."""
        return self.height < 560

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.width < 760
