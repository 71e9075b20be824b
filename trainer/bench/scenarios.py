"""How long scenarios take to list and to open."""

from __future__ import annotations

import json
import random
from pathlib import Path

import yaml

from trainer.bench.figures import Figure
from trainer.bench.generated import generated
from trainer.bench.timing import median
from trainer.resources import shipped
from trainer.scenario.files import read_folder
from trainer.scenario.library import Library
from trainer.scenario.model import Scenario, Script
from trainer.scenario.yaml_text import read
from trainer.wording import Text


def listing_and_opening(folder: Path) -> list[Figure]:
    """The library listed, a large scenario opened."""
    portraits = shipped("assets") / "portraits"
    cold = median(lambda: Library([shipped("scenarios")], folder / f"cold{random.random()}", portraits), 3)
    cache = folder / "cache"
    Library([shipped("scenarios")], cache, portraits)
    warm = median(lambda: Library([shipped("scenarios")], cache, portraits), 9)
    big = folder / "library" / "generated"
    big.mkdir(parents=True)
    file = big / "scenario.yaml"
    file.write_text(yaml.safe_dump(generated(1000), allow_unicode=True, width=1000), encoding="utf-8")
    content = file.read_text(encoding="utf-8")

    def parse() -> None:
        loader = yaml.CLoader(content)
        loader.get_single_node()
        loader.dispose()

    parser = median(parse, 3)
    first = median(lambda: Scenario.model_validate(read(file).value), 3)
    source = read_folder(big)
    assert source.scenario is not None
    snapshot = source.script().snapshot()
    decode = median(lambda: json.loads(snapshot), 5)
    again = median(lambda: Script.model_validate_json(snapshot), 5)
    return [
        Figure(Text("List all scenarios the first time"), cold, "ms", None, None, 600),
        Figure(Text("List all scenarios from the cache"), warm, "ms", None, None, 50),
        Figure(Text("Open 1,000 scenes the first time"), first, "ms", parser,
               Text("the C YAML parser alone"), 1.3),
        Figure(Text("Open 1,000 scenes again"), again, "ms", decode, Text("decoding the JSON alone"), 4),
    ]  # fmt: skip
