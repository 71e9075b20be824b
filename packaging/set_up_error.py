"""What stops the set-up."""


class SetUpError(Exception):
    """Something the person at the keyboard has to do first; the text says what."""
