from pathlib import Path

import icons
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QImageReader

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    icons.write(tmp_path)
    return tmp_path


def sizes(file: Path) -> set[int]:
    """The sizes of the square pictures in a file, as Qt's own reader finds them."""
    reader, found = QImageReader(str(file)), set()
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        image = reader.read()
        assert image.size() == QSize(image.width(), image.width())
        found.add(image.width())
    return found


def test_each_size_is_drawn_and_stands_on_clear_ground(folder: Path) -> None:
    for size in icons.SIZES:
        image = QImage(str(folder / f"repliikki-{size}.png"))
        assert image.size() == QSize(size, size)
        assert image.pixelColor(size // 2, size // 8) == QColor("#0F5B55")
        assert image.pixelColor(size - 1, size - 1).alpha() == 0


def test_windows_gets_every_size_that_an_ico_may_hold(folder: Path) -> None:
    assert sizes(folder / "repliikki.ico") == {16, 24, 32, 48, 64, 128, 256}


def test_macos_gets_its_sizes(folder: Path) -> None:
    assert sizes(folder / "repliikki.icns") == set(icons.ICNS_TYPES.values())
