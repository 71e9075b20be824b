import pytest
from contents import is_wanted


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libavcodec.so.61",
        "libQt6Core.so.6",
        "libpython3.11.so.1.0",
        "python3.11/lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so",
        "_cffi_backend.cpython-311-x86_64-linux-gnu.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\plugins\\imageformats\\qsvg.dll",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/translations/qtbase_fi.qm",
        "libcrypto-3.dll",
        "assets/icons/repliikki.svg",
        "trainer/review/examples.yaml",
    ],
)
def test_what_the_program_needs_is_shipped(place: str) -> None:
    assert is_wanted(place, ["en", "fi"])


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "libQt6VirtualKeyboard.so.6",
        "PySide6\\Qt6Pdf.dll",
        "PySide6/Qt/lib/QtPdf.framework/Versions/A/QtPdf",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6\\plugins\\imageformats\\qpdf.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qt_pt_BR.qm",
    ],
)
def test_parts_of_qt_that_nobody_uses_are_not(place: str) -> None:
    assert not is_wanted(place, ["en", "fi"])


@pytest.mark.parametrize(
    "place", ["libglib-2.0.so.0", "libpulse.so.0", "libssl.so.3", "libz.so.1", "libfontconfig.so.1"]
)
def test_the_systems_libraries_stay_the_systems(place: str) -> None:
    assert not is_wanted(place, ["en", "fi"])
