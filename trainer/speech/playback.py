"""Plays rendered lines. Imports QtMultimedia, so import it late.

QMediaPlayer keeps its clock without an audio device too, so captions and timing run all the same; it is given an
audio output only once there is a device, for it would complain of the missing one at each line.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtMultimedia import QAudio, QAudioOutput, QMediaDevices, QMediaPlayer


class Playback(QObject):
    """One player for one line at a time.

    Attributes:
        audible: whether there is an audio device.

    Signals:
        begun: the clock of a line runs.
        ended: a line was heard to its end.
        broke: a line could not be played on, and why.
    """

    begun = Signal()
    ended = Signal()
    broke = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._volume, self._muted = 1.0, False
        self._output: QAudioOutput | None = None
        self._begun = True
        self.audible = False
        self._player = QMediaPlayer(self)
        self._player.playbackStateChanged.connect(self._state_changed)
        self._player.mediaStatusChanged.connect(self._status_changed)
        self._player.errorOccurred.connect(self._error_occurred)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._find_device)
        self._find_device()

    @property
    def position(self) -> int:
        """How far into the line it is, ms of the sound at its own rate."""
        return self._player.position()

    @property
    def over(self) -> bool:
        """Whether the line is played to its end, which the player does not tell without an audio device."""
        return 0 < self._player.duration() <= self._player.position()

    def play(self, path: Path) -> None:
        """Play from the beginning, in place of what was playing."""
        self._begun = False
        self._player.setSource(QUrl.fromLocalFile(str(path)))
        self._player.play()

    def stop(self) -> None:
        """Be silent at once."""
        self._begun = True
        self._player.stop()

    def pause(self) -> None:
        """Hold the line where it is."""
        self._player.pause()

    def resume(self) -> None:
        """Go on with a line that is held."""
        if self._player.playbackState() is QMediaPlayer.PlaybackState.PausedState:
            self._player.play()

    def set_rate(self, rate: float) -> None:
        """Play so many times as fast, at the same pitch."""
        self._player.setPlaybackRate(rate)

    def set_loudness(self, volume: float, muted: bool) -> None:
        """Args: volume is 0–1 as people hear it."""
        self._volume, self._muted = volume, muted
        if self._output:
            scales = QAudio.VolumeScale
            linear = QAudio.convertVolume(volume, scales.LogarithmicVolumeScale, scales.LinearVolumeScale)
            self._output.setVolume(linear)
            self._output.setMuted(muted)

    def _find_device(self) -> None:
        self.audible = bool(QMediaDevices.audioOutputs())
        if self.audible and not self._output:
            self._output = QAudioOutput(self)
            self._player.setAudioOutput(self._output)
            self.set_loudness(self._volume, self._muted)

    def _state_changed(self, state: QMediaPlayer.PlaybackState) -> None:
        if state is QMediaPlayer.PlaybackState.PlayingState and not self._begun:
            self._begun = True
            self.begun.emit()

    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia and self._player.mediaStatus() is status:
            self.ended.emit()

    def _error_occurred(self, _: QMediaPlayer.Error, why: str) -> None:
        self.broke.emit(why)
