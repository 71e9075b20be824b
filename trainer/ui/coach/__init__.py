"""The coach: sessions to look at, reviewing one, agreement, replies, calibration and plans."""
