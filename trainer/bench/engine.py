"""How many turns a second the engine plays."""

from __future__ import annotations

import random

from trainer.bench.figures import Figure
from trainer.bench.generated import generated
from trainer.bench.timing import median
from trainer.roleplay.play import Mood, Play, Position, Turn
from trainer.scenario.model import Scenario
from trainer.wording import Text

_STEPS = 100_000


def engine() -> list[Figure]:
    """Turns played and logged, against the same records written without rules."""
    scenario = Scenario.model_validate(generated(1000))
    play = Play(scenario)
    table = {
        key: tuple((reply.then[0].to, reply.mood.trust, reply.mood.tension) for reply in scene.replies.values())
        for key, scene in scenario.scenes.items()
    }
    chances = [random.Random(7).randrange(3) for _ in range(_STEPS)]

    def walk() -> None:
        position, log = play.start(), []
        for chance in chances:
            if play.is_over(position):
                position = play.start()
            turn, position = play.answer(position, "abc"[chance])
            log.append(turn)

    def bare_walk() -> None:
        # The least that a full log needs: a record of the turn and one of the position, looked up, not worked out.
        position, log, marks = play.start(), [], ()
        for number, chance in enumerate(chances):
            scene = "s0" if position.scene == "end" else position.scene
            to, trust, tension = table[scene][chance]
            mood = Mood(trust, tension)
            log.append(Turn(number, scene, 0, "abc"[chance], None, marks, mood, (), to))
            position = Position(to, 0, mood, position.known, position.visits, position.shown, number)

    ours, bare = median(walk, 3), median(bare_walk, 3)
    return [
        Figure(Text("Turns a second, fully logged"), _STEPS / ours * 1000, "/s", _STEPS / bare * 1000,
               Text("the same records written without rules"), 0.4, least=True),
    ]  # fmt: skip
