"""Whether a scenario is fair: what its author should look at though it plays, and its figures."""
