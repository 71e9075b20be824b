"""Which of the collected files the frozen program ships: of Qt what the window uses, of the system nothing.

Names are destinations inside the program, as PyInstaller lists them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

# Parts of Qt that come along because a plug-in could use them, on all three systems (libQt6Pdf.so.6, Qt6Pdf.dll,
# QtPdf.framework): PDF files as pictures, a keyboard on the screen, and displays without a desktop. Qt Quick stays:
# the plug-in that plays sound is linked with it.
UNUSED_LIBRARY = re.compile(r"Qt6?(Pdf|VirtualKeyboard|EglFS|EglFs|QuickControls|QuickTemplates|Labs)")
UNUSED_PLUGIN = re.compile(
    r"/plugins/("
    r"egldeviceintegrations|generic|qmllint|qmltooling|sceneparsers|sqldrivers|virtualkeyboard"
    r"|imageformats/(lib)?q(icns|pdf|tga|tiff|wbmp|webp)"
    r"|platforminputcontexts/(lib)?qtvirtualkeyboard"
    r"|platforms/(lib)?q(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|direct2d)"
    r"|platformthemes/(lib)?qgtk3"
    r")"
)
QT_TRANSLATION = re.compile(r"/translations/[a-z]+_([A-Za-z_]+)\.qm$")

# On Linux the system's libraries stay the system's: copies would get no repairs, and an older fontconfig, D-Bus or
# PulseAudio does not get on with the running one. Whoever packs the program names them (debian.py).
LIBRARY = re.compile(r"^lib[^/]+\.so(\.[\d.]+)?$")
SHIPPED_LIBRARIES = ("libpython3", "libQt6", "libpyside6", "libshiboken6", "libicu", "libav", "libsw")


def is_wanted(destination: str, languages: Collection[str]) -> bool:
    """Whether a collected file is shipped.

    Args:
        destination: Its place in the program.
        languages: Languages of the program, as in `fi`: of Qt's own texts only theirs are shipped.
    """
    place = destination.replace("\\", "/")
    if UNUSED_LIBRARY.search(place) or UNUSED_PLUGIN.search(place):
        return False
    if translation := QT_TRANSLATION.search(place):
        return translation[1] in languages
    return not LIBRARY.match(place) or place.startswith(SHIPPED_LIBRARIES)
