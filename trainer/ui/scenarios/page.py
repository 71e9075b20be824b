"""One scenario drawn, with what was found in it, its figures, and the scene that is selected."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from trainer.review.figures import Figures
from trainer.scenario.files import Finding
from trainer.scenario.model import Scenario
from trainer.ui.context import Context
from trainer.ui.elements.beside import with_actions, with_panel
from trainer.ui.elements.button import Button, IconButton
from trainer.ui.elements.card import Card, Chip, Icon, Rule
from trainer.ui.elements.choice import Segmented
from trainer.ui.elements.flow import Flow
from trainer.ui.elements.layout import column, empty, row, scrolled
from trainer.ui.elements.outcome import OUTCOME_SIGNS
from trainer.ui.elements.text import ElidedLabel, Label
from trainer.ui.preferences import LANGUAGE_NAMES
from trainer.ui.scenarios.graph import ZOOMS, Graph
from trainer.ui.scenarios.inspector import Inspector
from trainer.ui.scenarios.state import Looked, place_of, scenario_file

_INSPECTOR = 356
_GRAPH = 400


class ScenarioPage(QWidget):
    """What an author sees of a scenario; it is written in an editor of their own."""

    back = Signal()
    language_chosen = Signal(str)
    selected = Signal(str)
    check_asked = Signal()
    played_from = Signal(str)
    """A conversation from this scene on is asked for."""

    def __init__(
        self, ctx: Context, looked: Looked, language: str, selected: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ctx, self._looked = ctx, looked
        self._scenario: Scenario | None = looked.script.in_language(language) if looked.script else None
        self._selected = selected
        self._problem = -1
        whole = column(ctx, 0)
        self.setLayout(whole)
        whole.addLayout(self._top())
        whole.addWidget(Rule(ctx))
        self._inspector_laid = column(ctx, 0, (16, 16, 16, 16))
        left = QWidget()
        laid = column(ctx, 16, (20, 16, 20, 24))
        left.setLayout(laid)
        if self._scenario is not None:
            laid.addLayout(self._graph_head(self._scenario))
            laid.addWidget(self._drawing(self._scenario))
        if looked.figures is not None:
            laid.addWidget(self._figures(looked.figures))
        laid.addWidget(self._problems())
        laid.addStretch(1)
        whole.addLayout(self._beside(left), 1)
        if self._scenario is not None:
            key = selected if self._graph.node(selected) else self._scenario.start
            self._select(key, tell=False)
        for keys, act in (("F5", self._play), ("F7", self.check_asked.emit), ("F8", self._next_problem)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # ---- the parts of the page

    def _top(self) -> QLayout:
        ctx, t, looked = self._ctx, self._ctx.words.t, self._looked
        top = row(ctx, 12, (16, 10, 16, 10))
        back = IconButton(ctx, "arrow-left", t("Back to all scenarios"), edge=False)
        back.clicked.connect(self.back)
        top.addWidget(back)
        self.primary: QWidget = back
        words = column(ctx, 0)
        words.addWidget(Label(ctx, self._scenario.title if self._scenario else looked.folder.name, "h3", wrap=True))
        saved = t("saved {moment}", moment=ctx.words.moment(looked.saved))
        words.addWidget(ElidedLabel(ctx, f"{looked.folder.name}/scenario.yaml · {saved}"))
        top.addLayout(words, 1)
        actions = Flow(spacing=ctx.look.px(8)) if ctx.narrow else row(ctx, 12)
        for widget in self._actions():
            actions.addWidget(widget)
        return with_actions(ctx, top, actions)

    def _actions(self) -> Iterator[QWidget]:
        ctx, t, looked = self._ctx, self._ctx.words.t, self._looked
        if looked.script is not None and self._scenario is not None and len(looked.script.languages) > 1:
            languages = [(key, LANGUAGE_NAMES.get(key, key), "") for key in looked.script.languages]
            choice = Segmented(ctx, languages, self._scenario.language, t("Language"))
            choice.chosen.connect(self.language_chosen)
            yield choice
        open_file = IconButton(ctx, "pencil", t("Open the file in an editor"), size=40)
        open_file.clicked.connect(self._open_file)
        yield open_file
        check = Button(ctx, t("Check"), icon="list-checks", key="" if ctx.narrow else "F7")
        check.clicked.connect(self.check_asked)
        yield check
        if self._scenario is not None:
            play = Button(ctx, t("Play from here"), "primary", icon="play", key="" if ctx.narrow else "F5")
            play.clicked.connect(self._play)
            self.primary = play
            yield play

    def _beside(self, left: QWidget) -> QLayout:
        """The inspector stands beside the rest, or below it where there is no room."""
        ctx = self._ctx
        if self._scenario is None:
            sides = row(ctx, 0)
            sides.addWidget(scrolled(left), 1)
            return sides
        inspector = QWidget()
        inspector.setLayout(self._inspector_laid)
        return with_panel(ctx, left, inspector, _INSPECTOR)

    def _graph_head(self, scenario: Scenario) -> QLayout:
        ctx, words = self._ctx, self._ctx.words
        head = row(ctx, 8)
        head.addWidget(Label(ctx, words.t("Scenes"), "h3"))
        replies = sum(len(scene.replies) for scene in scenario.scenes.values())
        counts = [
            words.n("{count} scene", "{count} scenes", len(scenario.scenes)),
            words.n("{count} ending", "{count} endings", len(scenario.endings)),
            words.n("{count} reply", "{count} replies", replies),
        ]
        head.addWidget(ElidedLabel(ctx, " · ".join(counts)), 1)
        for icon, name, act in (
            ("zoom-out", words.t("Smaller"), lambda: self._step_zoom(-1)),
            ("zoom-in", words.t("Larger"), lambda: self._step_zoom(1)),
            ("maximize", words.t("Fit to view"), self._fit),
        ):
            button = IconButton(ctx, icon, name, edge=False)
            button.clicked.connect(act)
            head.addWidget(button)
        return head

    def _drawing(self, scenario: Scenario) -> QWidget:
        ctx, t = self._ctx, self._ctx.words.t
        self._graph = Graph(ctx, scenario, self._looked.best, self._looked.problems())
        self._graph.selected.connect(self._select)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._graph)
        card = Card(ctx, fill="paper", padding=6, spacing=0)
        card.body.addWidget(self._area)
        card.setFixedHeight(ctx.look.px(_GRAPH))
        legend = row(ctx, 6, (8, 0, 8, 2))
        legend.addStretch(1)
        for icon, tone, text in (
            ("arrow-right", "accent", t("Best path")),
            ("triangle-alert", "partial", t("Problem")),
        ):
            legend.addWidget(Icon(ctx, icon, tone, 16))
            legend.addWidget(Label(ctx, text, "hint", "ink2"))
        card.body.addLayout(legend)
        return card

    def _figures(self, figures: Figures) -> QWidget:
        ctx, words = self._ctx, self._ctx.words
        card = Card(ctx, spacing=10)
        head = row(ctx, 8)
        head.addWidget(Label(ctx, words.t("In figures"), "h3"))
        head.addStretch(1)
        if not figures.exact:
            head.addWidget(Chip(ctx, words.t("Estimated"), icon="info"))
        card.body.addLayout(head)
        told = Flow(spacing=ctx.look.px(24))
        for value, name in self._values(figures):
            cell = QWidget()
            cell.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            laid = column(ctx, 0)
            cell.setLayout(laid)
            laid.addWidget(Label(ctx, value, "h3", numbers=True))
            laid.addWidget(Label(ctx, name, "hint", "ink2"))
            told.addWidget(cell)
        card.body.addLayout(told)
        endings = Flow(spacing=ctx.look.px(6))
        scenario = self._scenario
        assert scenario is not None
        for key, reach in figures.endings.items():
            _, icon, ink, fill = OUTCOME_SIGNS[scenario.endings[key].outcome]
            text = f"{scenario.endings[key].title} {reach.least}–{reach.most}"
            endings.addWidget(Chip(ctx, text, icon=icon, ink=ink, fill=fill))
        card.body.addLayout(endings)
        return card

    def _values(self, figures: Figures) -> list[tuple[str, str]]:
        words = self._ctx.words
        values = []
        if figures.score is not None:
            values.append((f"{figures.score.least}–{figures.score.most}", words.t("score, worst to best")))
        if figures.random is not None:
            values.append((words.number(round(figures.random)), words.t("picking at random")))
        if figures.turns is not None:
            turns = f"{figures.turns.min}–{words.shortly(figures.turns.median)}–{figures.turns.max}"
            values.append((turns, words.t("turns, shortest, median, longest")))
        if figures.paths is not None:
            values.append((words.number(figures.paths), words.t("different conversations")))
        values.append((words.number(round(figures.minutes)), words.t("minutes of speech")))
        values += [
            (words.number(count), words.t("words in {language}", language=LANGUAGE_NAMES.get(key, key)))
            for key, count in figures.words.items()
        ]
        return values

    def _problems(self) -> QWidget:
        ctx, words = self._ctx, self._ctx.words
        findings = self._looked.findings
        card = Card(ctx, spacing=0)
        head = row(ctx, 8, (0, 0, 0, 8))
        head.addWidget(Label(ctx, words.t("Problems"), "h3"))
        errors = sum(finding.severity == "error" for finding in findings)
        if errors:
            text = words.n("{count} error", "{count} errors", errors)
            head.addWidget(Chip(ctx, text, icon="circle-x", ink="missed", fill="missed_soft"))
        if len(findings) - errors:
            text = words.n("{count} warning", "{count} warnings", len(findings) - errors)
            head.addWidget(Chip(ctx, text, icon="triangle-alert", ink="partial", fill="partial_soft"))
        head.addStretch(1)
        card.body.addLayout(head)
        if not findings:
            good = row(ctx, 8)
            good.addWidget(Icon(ctx, "circle-check", "good", 18))
            good.addWidget(Label(ctx, words.t("No problems."), "body", "ink2"), 1)
            card.body.addLayout(good)
        self._problem_rows: list[Button] = []
        for finding in findings:
            card.body.addWidget(Rule(ctx))
            card.body.addWidget(self._problem_row(finding))
        return card

    def _problem_row(self, finding: Finding) -> QWidget:
        ctx, words = self._ctx, self._ctx.words
        error = finding.severity == "error"
        line = QWidget()
        laid = row(ctx, 12, (0, 8, 0, 8))
        line.setLayout(laid)
        icon, ink = ("circle-x", "missed") if error else ("triangle-alert", "partial")
        laid.addWidget(Icon(ctx, icon, ink, 18), alignment=Qt.AlignmentFlag.AlignTop)
        told = column(ctx, 2)
        told.addWidget(Label(ctx, words.say(finding.text), "dense", wrap=True))
        if finding.fix:
            told.addWidget(Label(ctx, words.say(finding.fix), "hint", "ink2", wrap=True))
        place = f"{finding.code} · {finding.place}"
        told.addWidget(ElidedLabel(ctx, place, Qt.TextElideMode.ElideLeft, tone="ink3"))
        laid.addLayout(told, 1)
        key = place_of(finding)
        scenario = self._scenario
        if scenario is not None and (key in scenario.scenes or key in scenario.endings):
            show = Button(ctx, words.t("Show"), "quiet", size="small")
            show.setAccessibleName(words.t("Show {place}", place=key))
            show.clicked.connect(lambda: self._select(key))
            laid.addWidget(show)
            self._problem_rows.append(show)
        return line

    # ---- what is done here

    def _select(self, key: str, *, tell: bool = True) -> None:
        assert self._scenario is not None
        self._selected = key
        self._graph.select(key)
        node = self._graph.node(key)
        if node is not None:
            self._area.ensureWidgetVisible(node)
        empty(self._inspector_laid)
        self._inspector_laid.addWidget(Inspector(self._ctx, self._scenario, key))
        if tell:
            self.selected.emit(key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._scenario is not None:
            QTimer.singleShot(0, self, self._fit)

    def _step_zoom(self, step: int) -> None:
        at = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self._graph.zoom))
        self._graph.zoom_to(ZOOMS[min(len(ZOOMS) - 1, max(0, at + step))])

    def _fit(self) -> None:
        room = self._area.viewport().size()
        self._graph.zoom_to(self._graph.zoom_that_fits(room.width(), room.height()))

    def _play(self) -> None:
        if self._scenario is not None:
            here = self._selected in self._scenario.scenes
            self.played_from.emit(self._selected if here else self._scenario.start)

    def _next_problem(self) -> None:
        if self._problem_rows:
            self._problem = (self._problem + 1) % len(self._problem_rows)
            button = self._problem_rows[self._problem]
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.click()

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(scenario_file(self._looked))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)
