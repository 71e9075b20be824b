"""Reads a typed reply: text in, marks with evidence and confidence out. Offline, in pure Python, in milliseconds."""
