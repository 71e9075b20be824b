"""A room plays together: rounds of votes, and the page on which phones vote."""
