"""The guide: F1 opens it at the right part, it is found and read by keyboard, and it tells of what there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget
from translations import gathered, translated

from tests.ui.conftest import Opener
from tests.ui.finding import click, press
from tests.ui.test_accessible import (
    SIZES,
    beyond_the_edge,
    cut_buttons,
    cut_labels,
    go_to,
)
from trainer.resources import shipped
from trainer.ui.conversation.page import ConversationPage
from trainer.ui.guide.coordinator import ABOUT
from trainer.ui.guide.page import GuidePage
from trainer.ui.guide.texts import CONTENTS, Guide, anchor, sections
from trainer.ui.main_window import MainWindow
from trainer.ui.practise.page import PractisePage

FOLDER = shipped("assets") / "guide"
ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fi", "en")
GUIDES = {language: Guide(FOLDER, language) for language in LANGUAGES}
PARTS = [(language, part.key) for language in LANGUAGES for part in GUIDES[language].parts]
LINK = re.compile(r"\]\(([^)]+)\)")


def open_guide(window: MainWindow) -> GuidePage:
    QTest.keyClick(window.page, Qt.Key.Key_F1)
    QApplication.processEvents()
    assert isinstance(window.page, GuidePage)
    return window.page


def read(page: GuidePage) -> str:
    QApplication.processEvents()
    return page.reader.toPlainText()


# ---- opening, reading, leaving


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("first run", "Your first conversation"), ("practise", "What to practise"),
        ("briefing", "Before a conversation"), ("conversation", "The conversation"), ("own view", "The debrief"),
        ("debrief", "The debrief"), ("progress", "Progress"), ("settings", "Settings and your data"),
        ("scenario", "The Scenarios page"), ("coach", "The list of sessions"), ("review", "Reviewing a session"),
        ("workshop", "The workshop"), ("console", "The console"),
    ],
)  # fmt: skip
def test_f1_opens_the_part_about_the_page_and_esc_leads_back_to_it(open_window: Opener, page: str, title: str) -> None:
    window = open_window(rate_myself=True)
    go_to(window, page)
    window.activateWindow()  # the room's screen was opened in front of it
    kind = type(window.page)
    assert read(open_guide(window)).startswith(title)
    press(window, Qt.Key.Key_Escape)
    assert type(window.page) is kind


def test_a_conversation_goes_on_where_it_was(open_window: Opener) -> None:
    window = open_window()
    go_to(window, "conversation")
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    conversation = window.practise.conversation
    assert conversation is not None
    open_guide(window)
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, ConversationPage)
    assert window.practise.conversation is conversation
    press(window, Qt.Key.Key_1, Qt.Key.Key_Return)
    assert len(conversation.turns) == 2


def test_what_is_being_written_is_still_there(open_window: Opener) -> None:
    window = open_window(writing=True)
    go_to(window, "conversation")
    assert isinstance(window.page, ConversationPage)
    QTest.keyClicks(window.page._composer.field, "Half a sentence")
    window.page._drafting.timeout.emit()
    open_guide(window)
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, ConversationPage)
    assert window.page._composer.text == "Half a sentence"


def test_a_second_f1_shows_the_keys(open_window: Opener) -> None:
    window = open_window()
    open_guide(window)
    assert read(open_guide(window)).startswith("Keys")
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, PractisePage)


def test_the_rail_leads_to_the_contents(open_window: Opener) -> None:
    window = open_window()
    click(window, "Guide")
    assert isinstance(window.page, GuidePage)
    assert read(window.page).startswith("Guide")
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, PractisePage)


def test_links_lead_on_and_back(open_window: Opener) -> None:
    window = open_window()
    page = open_guide(window)
    page.reader.anchorClicked.emit(QUrl("plans.md#deleting"))
    assert read(page).startswith("Practice plans")
    assert page.address == "plans#deleting"
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert read(page).startswith("What to practise")


def test_the_part_stays_when_the_text_grows(open_window: Opener) -> None:
    window = open_window()
    open_guide(window).go("keys")
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, GuidePage)
    assert read(window.page).startswith("Keys")


def test_the_guide_speaks_the_readers_language(open_window: Opener) -> None:
    window = open_window(language="fi")
    assert read(open_guide(window)).startswith("Mitä harjoitella")


def test_no_address_of_the_net_is_a_link(open_window: Opener) -> None:
    page = open_guide(open_window())
    page.reader.read("See [the rules](https://example.org/rules) and <https://example.org>.", FOLDER / "en", "Rules")
    assert page.reader.toPlainText() == "See the rules (https://example.org/rules) and https://example.org."
    assert "href" not in page.reader.toHtml()


# ---- searching


def test_words_are_found_in_all_parts_and_underlined(open_window: Opener) -> None:
    page = open_guide(open_window())
    QTest.keyClicks(page.search, "second vote")
    found = read(page)
    assert re.match(r"\d+ places? found", found)
    assert "A second vote" in found
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert read(page).startswith("The console")
    assert page.address == "console#a-second-vote"
    assert page.reader.extraSelections()
    assert page.reader.verticalScrollBar().value() > 0
    assert QApplication.focusWidget() is page.reader


def test_nothing_found_says_what_to_try_and_esc_takes_the_words_away(open_window: Opener) -> None:
    window = open_window()
    page = open_guide(window)
    QTest.keyClicks(page.search, "xylophone")
    assert "Try one word" in read(page)
    page.search.setFocus()
    press(window, Qt.Key.Key_Escape)
    assert isinstance(window.page, GuidePage)
    assert read(page).startswith("What to practise")


def test_hits_in_headings_come_first() -> None:
    hits = GUIDES["en"].find("hint")
    assert hits[0].section.heading == "Hints"
    assert len(hits) > 1


# ---- for everybody


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=lambda value: str(value))
def test_nothing_is_cut_off_or_wider_than_the_window(
    open_window: Opener, size: tuple[int, int], scale: float
) -> None:  # fmt: skip
    window = open_window(size=size, scale=scale, language="fi")
    page = open_guide(window)
    for part in GUIDES["fi"].parts:
        page.go(part.key)
        QApplication.processEvents()
        assert page.reader.document().idealWidth() <= page.reader.viewport().width() or part.key == "author"
    assert not [*cut_labels(window), *cut_buttons(window), *beyond_the_edge(window)]


def test_the_contents_list_says_which_part_is_read(open_window: Opener) -> None:
    page = open_guide(open_window())
    [contents] = page.findChildren(QListWidget)
    assert contents.currentItem().text() == "What to practise"
    contents.setFocus()
    QTest.keyClick(contents, Qt.Key.Key_Down)
    assert read(page).startswith("Before a conversation")
    interface = QAccessible.queryAccessibleInterface(page.reader)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Before a conversation"


def test_a_narrow_window_has_no_list_but_the_contents(open_window: Opener) -> None:
    window = open_window(size=(1024, 680), scale=2.0)
    page = open_guide(window)
    assert not [each for each in page.findChildren(QListWidget) if each.isVisible()]
    click(window, "Contents")
    assert read(page).startswith("Guide")


def test_pictures_fit_the_text_at_any_width(open_window: Opener) -> None:
    window = open_window(size=(1024, 680), scale=1.5)
    open_guide(window)
    for width in (1024, 1400):
        window.resize(width, 800)
        QApplication.processEvents()
        assert isinstance(window.page, GuidePage)
        assert window.page.reader.horizontalScrollBar().maximum() == 0


# ---- what is written


@pytest.mark.parametrize("name", ABOUT)
def test_each_page_that_the_guide_is_about_is_there(name: str) -> None:
    assert name in pages()
    assert ABOUT[name] in {part.key for part in GUIDES["en"].parts}


def test_the_guide_is_about_each_page() -> None:
    shown = {name for name in pages() if name.endswith(("Page", "Form"))}
    assert shown - set(ABOUT) == {"GuidePage", "SidePage", "TroublePage"}


def pages() -> set[str]:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "trainer" / "ui").rglob("*.py")]
    return {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


def test_both_languages_have_the_same_parts() -> None:
    assert [part.key for part in GUIDES["fi"].parts] == [part.key for part in GUIDES["en"].parts]
    for language in LANGUAGES:
        written = {file.stem for file in (FOLDER / language).glob("*.md")} - {CONTENTS}
        assert written == {part.key for part in GUIDES[language].parts} - {"developer"}


@pytest.mark.parametrize(("language", "key"), [*PARTS, *((language, CONTENTS) for language in LANGUAGES)])
def test_every_link_and_picture_leads_somewhere(language: str, key: str) -> None:
    file = GUIDES[language].file(key)
    for link in LINK.findall(file.read_text(encoding="utf-8")):
        path, _, name = link.partition("#")
        target = (file.parent / path).resolve()
        assert target.is_file(), link
        if name:
            assert name in {section.anchor for section in sections(target.read_text(encoding="utf-8"))}, link


@pytest.mark.parametrize(("language", "key"), PARTS)
def test_a_part_is_titled_as_in_the_contents(language: str, key: str) -> None:
    [title] = [part.title for part in GUIDES[language].parts if part.key == key]
    heading = sections(GUIDES[language].markdown(key))[0].heading
    assert heading == title or key == "developer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_bold_stands_on_screen_in_these_words(language: str) -> None:
    """Bold is what the program says; a sentence that ends in a full stop is one of the guide's own."""
    catalog = gathered() if language == "en" else translated(language)
    said = "\n".join(
        text
        for message in catalog
        for source in ((message.id if language == "en" else message.string),)
        for text in (source if isinstance(source, (tuple, list)) else (source or "",))
    ).casefold()
    unsaid = {
        bold
        for part in GUIDES[language].parts
        for bold in re.findall(r"\*\*([^*]+)\*\*", GUIDES[language].markdown(part.key))
        if not bold.endswith(".") and bold.casefold().rstrip("…") not in said
    }
    assert not unsaid


def test_the_keys_of_a_conversation_are_all_told() -> None:
    told = set(re.findall(r"`([^`]+)`", GUIDES["en"].markdown("keys"))) | {"2", "3", "4"}  # `1` … `5`
    names = {"Return": "Enter", "Escape": "Esc", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Period": ".",
             "Plus": "+", "PageDown": "Page Down", "PageUp": "Page Up"}  # fmt: skip
    # Other keys of the same meaning: of the number pad, and signs that Shift with a digit gives on some keyboards.
    same = {"Enter", "Exclam", "QuoteDbl", "At", "NumberSign", "Dollar", "currency", "Percent", "Equal", "9"}
    for file in ("conversation/page.py", "debrief/page.py", "coach/review_page.py", "coach/blind_page.py",
                 "workshop/presenter.py", "scenarios/graph.py"):  # fmt: skip
        source = (ROOT / "trainer" / "ui" / file).read_text(encoding="utf-8")
        for key in set(re.findall(r"Key\.Key_(\w+)", source)) - same:
            assert names.get(key, key) in told, (file, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_used_and_small(language: str) -> None:
    pictures = sorted((FOLDER / "screens").glob(f"{language}-*.png"))
    written = "\n".join(GUIDES[language].markdown(part.key) for part in GUIDES[language].parts)
    for picture in pictures:
        assert f"screens/{picture.name}" in written
        assert picture.stat().st_size <= 60_000, picture.name
        assert not QImage(str(picture)).isNull()
    assert sum(picture.stat().st_size for picture in (FOLDER / "screens").iterdir()) <= 1_500_000


def test_headings_are_named_as_on_the_page_of_a_repository() -> None:
    assert anchor("What κ tells") == "what-κ-tells"
    assert anchor("”Harjoittelu on muistissa, ei vielä levyllä”") == "harjoittelu-on-muistissa-ei-vielä-levyllä"


def test_code_has_no_headings() -> None:
    assert [section.heading for section in sections("# One\n\n```\n# not one\n```\n\n## Two\n")] == ["One", "Two"]


def test_what_a_language_lacks_is_there_in_english(tmp_path: Path) -> None:
    for file, text in (("en/contents.md", "## All\n\n- [Start](start.md)\n"), ("en/start.md", "# Start\n")):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    guide = Guide(tmp_path, "sv")
    assert [part.title for part in guide.parts] == ["Start"]
    assert guide.markdown("start") == "# Start\n"
