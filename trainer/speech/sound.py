"""Rendered sentences made into one sound: trimmed, equally loud, with even pauses, and saved as WAV.

Samples are 16 bit, mono. Where sentences begin and end is kept in the WAV file itself, as cue points.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path

FULL_SCALE = 32767
_PEAK = 0.95 * FULL_SCALE
_LEAD_OUT_MS = 120
_EDGE_MS = 10
_FRAME_MS = 20
# What is this much quieter than a sentence's peak is its silent beginning or end.
_SILENT = 0.012
# Frames this much quieter than the loudest are pauses and do not count as speaking (40 dB).
_PAUSE_POWER = 1e-4


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples (16 bit, mono) at a rate in Hz."""

    rate: int
    samples: array[int]

    def milliseconds(self) -> int:
        """Its length."""
        return round(len(self.samples) * 1000 / self.rate)


def read(path: Path) -> Sound:
    """The first channel of a WAV or AIFF file of 16-bit samples.

    Raises:
        ValueError: it is not a complete file of that kind.
    """
    data = path.read_bytes()
    return _read_aiff(data) if data[:4] == b"FORM" else _read_wav(path)


def _read_wav(path: Path) -> Sound:
    try:
        with wave.open(str(path), "rb") as file:
            rate, channels, width, frames = (
                file.getframerate(), file.getnchannels(), file.getsampwidth(), file.getnframes()
            )  # fmt: skip
            data = file.readframes(frames)
    except (EOFError, wave.Error) as error:
        raise ValueError(str(error)) from error
    if width != 2 or len(data) != frames * width * channels:
        raise ValueError("not a complete file of 16-bit samples")
    return Sound(rate, _samples(data, "little", channels))


def _read_aiff(data: bytes) -> Sound:
    """What macOS writes: chunks COMM (channels, frames, bits, rate as an 80-bit float) and SSND."""
    chunks = _chunks(data, ">")
    common, sound = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    if len(common) < 18 or len(sound) < 8:
        raise ValueError("not a complete file of 16-bit samples")
    channels, frames, bits = struct.unpack(">hLh", common[:8])
    exponent, mantissa = struct.unpack(">HQ", common[8:18])
    little = common[18:22] == b"sowt"
    body = sound[8:]
    if bits != 16 or len(body) < frames * 2 * channels or common[18:22] not in (b"", b"NONE", b"sowt"):
        raise ValueError("not a complete file of 16-bit samples")
    rate = round(math.ldexp(mantissa, exponent - 16383 - 63))
    return Sound(rate, _samples(body[: frames * 2 * channels], "little" if little else "big", channels))


def _chunks(data: bytes, order: str) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], struct.unpack_from(order + "L", data, at + 4)[0]
        found.setdefault(name, data[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return found


def _samples(data: bytes, order: str, channels: int) -> array[int]:
    samples = array("h", data)
    if sys.byteorder != order:
        samples.byteswap()
    return samples[::channels]


def trimmed(sound: Sound) -> Sound:
    """The sound without its silent beginning and end."""
    samples = sound.samples
    if not samples:
        return sound
    limit = max(max(samples), -min(samples)) * _SILENT
    edge = sound.rate * _EDGE_MS // 1000
    start = next((i for i, value in enumerate(samples) if abs(value) > limit), 0)
    end = next((i for i in range(len(samples) - 1, -1, -1) if abs(samples[i]) > limit), len(samples) - 1)
    return Sound(sound.rate, samples[max(0, start - edge) : end + 1 + edge])


def level(sound: Sound) -> float:
    """How loud it is while something is said, in dB below full scale (0 is the loudest possible)."""
    size = sound.rate * _FRAME_MS // 1000
    frames = [sound.samples[at : at + size] for at in range(0, len(sound.samples), size)]
    powers = [sum(map(mul, frame, frame)) / len(frame) for frame in frames]
    loudest = max(powers, default=0.0)
    if loudest == 0:
        return -math.inf
    speaking = [power for power in powers if power > loudest * _PAUSE_POWER]
    return 10 * math.log10(sum(speaking) / len(speaking) / FULL_SCALE**2)


def at_level(sound: Sound, wanted: float) -> Sound:
    """The sound at that level (dB below full scale), or as near to it as goes without clipping."""
    present = level(sound)
    if math.isinf(present):
        return sound
    peak = max(max(sound.samples), -min(sound.samples))
    gain = min(10 ** ((wanted - present) / 20), _PEAK / peak)
    return Sound(sound.rate, array("h", [int(value * gain) for value in sound.samples]))


def joined(sentences: Sequence[Sound], pause: int) -> tuple[Sound, tuple[tuple[int, int], ...]]:
    """Sentences of one rate with `pause` ms between, and the samples [start, end) where each is said."""
    rate = sentences[0].rate
    silence = array("h", bytes(2 * (rate * pause // 1000)))
    samples, spans = array("h"), []
    for sentence in sentences:
        if samples:
            samples.extend(silence)
        spans.append((len(samples), len(samples) + len(sentence.samples)))
        samples.extend(sentence.samples)
    samples.extend(array("h", bytes(2 * (rate * _LEAD_OUT_MS // 1000))))
    return Sound(rate, samples), tuple(spans)


def write(path: Path, sound: Sound, spans: Sequence[tuple[int, int]]) -> None:
    """Save as WAV, with a cue point at each span's start and end; the file appears whole or not at all."""
    points = [point for span in spans for point in span]
    cues = struct.pack("<L", len(points)) + b"".join(
        struct.pack("<LL4sLLL", number, point, b"data", 0, 0, point) for number, point in enumerate(points, 1)
    )
    samples = sound.samples
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    body = b"WAVE" + b"".join(
        name + struct.pack("<L", len(chunk)) + chunk
        for name, chunk in (
            (b"fmt ", struct.pack("<HHLLHH", 1, 1, sound.rate, sound.rate * 2, 2, 16)),
            (b"cue ", cues),
            (b"data", samples.tobytes()),
        )
    )
    part = path.with_name(path.name + ".part")
    part.write_bytes(b"RIFF" + struct.pack("<L", len(body)) + body)
    part.replace(path)


def sentence_times(path: Path) -> tuple[tuple[int, int], ...]:
    """When each sentence of a file that `write` saved begins and ends, in ms.

    Raises:
        ValueError: the file is none of ours.
    """
    with path.open("rb") as file:
        head = file.read(64)
        if head[:4] != b"RIFF" or head[36:40] != b"cue ":
            raise ValueError("no cue points")
        rate, count = struct.unpack_from("<L", head, 24)[0], struct.unpack_from("<L", head, 44)[0]
        file.seek(48)
        data = file.read(24 * count)
    points = [struct.unpack_from("<L", data, 24 * number + 20)[0] * 1000 // rate for number in range(count)]
    return tuple(zip(points[::2], points[1::2], strict=True))
