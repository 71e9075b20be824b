"""Records the trainee's own voice, when they ask for it and there is a microphone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

from trainer.wording import Text

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaRecorder


def has_microphone() -> bool:
    """Whether there is a device to record from."""
    from PySide6.QtMultimedia import QMediaDevices

    return bool(QMediaDevices.audioInputs())


class Recorder(QObject):
    """One recording at a time, into a WAV file, mono, at the device's own rate.

    Signals:
        changed: whether it is recording now.
        failed: a `Text` with what went wrong; what was said goes on unrecorded.
    """

    changed = Signal(bool)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._recorder: QMediaRecorder | None = None
        self._recording = False

    @property
    def recording(self) -> bool:
        return self._recording

    def start(self, file: Path) -> None:
        """Begins to record into a file, which is written over."""
        recorder = self._made()
        recorder.setOutputLocation(QUrl.fromLocalFile(str(file)))
        recorder.record()

    def stop(self) -> None:
        """Ends the recording; the file is whole a moment later."""
        if self._recorder is not None:
            self._recorder.stop()

    def _made(self) -> QMediaRecorder:
        if self._recorder is None:
            from PySide6.QtMultimedia import QAudioInput, QMediaCaptureSession, QMediaFormat, QMediaRecorder

            self._session = QMediaCaptureSession()
            self._input = QAudioInput()
            self._session.setAudioInput(self._input)
            self._recorder = QMediaRecorder()
            form = QMediaFormat(QMediaFormat.FileFormat.Wave)
            form.setAudioCodec(QMediaFormat.AudioCodec.Wave)
            self._recorder.setMediaFormat(form)
            self._recorder.setAudioChannelCount(1)
            self._session.setRecorder(self._recorder)
            self._recorder.recorderStateChanged.connect(self._state_changed)
            self._recorder.errorOccurred.connect(self._error_occurred)
        return self._recorder

    def _state_changed(self) -> None:
        from PySide6.QtMultimedia import QMediaRecorder

        assert self._recorder is not None
        self._recording = self._recorder.recorderState() == QMediaRecorder.RecorderState.RecordingState
        self.changed.emit(self._recording)

    def _error_occurred(self, _error: object, reason: str) -> None:
        self.failed.emit(Text("Your voice could not be recorded: {reason}", reason=reason))
