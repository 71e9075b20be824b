"""The workshop: what the room sees, the console of the presenter, and what is ready beforehand and kept after."""
