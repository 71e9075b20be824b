"""The program's icon in every form that the systems want, from the one drawing: `python icons.py FOLDER`."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAWING = environment.ROOT / "assets" / "icons" / "repliikki.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)  # pixels; those of the hicolor theme that desktops ask for
# https://en.wikipedia.org/wiki/Apple_Icon_Image_format: types that hold a PNG of that many pixels.
ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}


def png(drawing: Path, size: int) -> bytes:
    """The drawing as a PNG with clear ground, that many pixels wide and high."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """A Windows icon of these PNGs by size, up to 256 pixels.

    https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
    """
    fitting = {size: picture for size, picture in sorted(pictures.items()) if size <= 256}
    place = 6 + 16 * len(fitting)
    entries, bodies = [], []
    for size, picture in fitting.items():
        edge = size % 256  # 0 stands for 256
        entries.append(struct.pack("<4B2H2L", edge, edge, 0, 0, 1, 32, len(picture), place))
        bodies.append(picture)
        place += len(picture)
    return b"".join([struct.pack("<3H", 0, 1, len(fitting)), *entries, *bodies])


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """A macOS icon of these PNGs by size."""
    parts = [kind + struct.pack(">L", 8 + len(pictures[size])) + pictures[size] for kind, size in ICNS_TYPES.items()]
    return b"icns" + struct.pack(">L", 8 + sum(map(len, parts))) + b"".join(parts)


def write(folder: Path) -> None:
    """Write repliikki.svg, repliikki-SIZE.png, repliikki.ico and repliikki.icns into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: png(DRAWING, size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"repliikki-{size}.png").write_bytes(picture)
    (folder / "repliikki.svg").write_bytes(DRAWING.read_bytes())
    (folder / "repliikki.ico").write_bytes(ico(pictures))
    (folder / "repliikki.icns").write_bytes(icns(pictures))


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    write(Path(sys.argv[1]))
