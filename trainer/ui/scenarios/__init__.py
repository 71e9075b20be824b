"""Scenarios for those who write them: all of them, and one drawn with what was found in it."""
