"""The terminal: what the commands print, and a player that needs no window."""
