"""How an ending's outcome is told and shown."""

from __future__ import annotations

from trainer.wording import Text

# Word, icon, ink and filling.
OUTCOME_SIGNS = {
    "good": (Text("Good ending"), "circle-check", "good", "good_soft"),
    "mixed": (Text("Mixed ending"), "contrast", "partial", "partial_soft"),
    "bad": (Text("Bad ending"), "circle-x", "missed", "missed_soft"),
}
OUTCOME_FACES = {"good": "smile", "mixed": "serious", "bad": "tired"}
