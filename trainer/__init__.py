"""Repliikki: practise hard customer conversations before you have them for real."""

__version__ = "0.1.0"
