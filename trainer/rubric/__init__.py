"""What good looks like: the criteria, the marks given on them, and the score that comes of marks."""
