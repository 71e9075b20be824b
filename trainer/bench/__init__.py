"""How fast the program is, each figure against a limit measured in the same run, where there is one.

Absolute times move with the machine; the ratio to the limit is what can be compared.
"""

from trainer.bench.figures import as_json, as_text
from trainer.bench.run import measure

__all__ = ["as_json", "as_text", "measure"]
