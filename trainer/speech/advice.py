"""What to tell a person about voices: which are missing, how to get them, how to get better ones."""

from __future__ import annotations

import sys

from trainer.speech.voice import primary
from trainer.wording import Text

_LANGUAGES = {"fi": Text("Finnish"), "en": Text("English")}

_INSTALL = {
    "win32": Text(
        "Open Settings › Time & language › Speech and add voices for {language}; "
        "if none is offered there that programs can use, install eSpeak NG."
    ),
    "darwin": Text(
        "Open System Settings › Accessibility › Spoken Content › System Voice › Manage Voices "
        "and add one for {language}."
    ),
}
_INSTALL_ELSEWHERE = Text("Install eSpeak NG, for example with: sudo apt install espeak-ng")

_BETTER = {
    "win32": Text(
        "Settings › Time & language › Speech › Manage voices has more voices; those that SAPI 5 lists can be used here."
    ),
    "darwin": Text(
        "System Settings › Accessibility › Spoken Content › System Voice › Manage Voices has enhanced voices."
    ),
}
_BETTER_ELSEWHERE = Text(
    "MBROLA voices sound more like people and are used where they are installed (English: mbrola-en1, mbrola-us1). "
    "For Finnish, a newer eSpeak NG sounds clearer."
)

NO_DEVICE = Text("No audio device was found. Captions go on without sound.")
BROKE = Text("The voice broke off. The line stays on screen; replay tries again.")
GAVE_UP = Text("The voice stopped answering. Captions go on without sound until the program is started again.")


def language_name(language: str) -> Text:
    """The name of a language that scenarios are written in, else its tag."""
    return _LANGUAGES.get(primary(language), Text(language))


def how_to_install(language: str, platform: str = sys.platform) -> Text:
    """How to install a voice of a language on this system."""
    template = _INSTALL.get(platform, _INSTALL_ELSEWHERE).template
    return Text(template, language=language_name(language))


def no_voice(language: str, platform: str = sys.platform) -> Text:
    """That a language has no voice, and how to install one."""
    return Text(
        "There is no {language} voice on this computer. Captions go on without sound. {how}",
        language=language_name(language),
        how=how_to_install(language, platform),
    )


def better_voices(platform: str = sys.platform) -> Text:
    """Where better voices come from on this system."""
    return _BETTER.get(platform, _BETTER_ELSEWHERE)
