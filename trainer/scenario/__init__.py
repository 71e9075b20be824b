"""What can happen: scenarios as data, read from files and checked."""

# The most that a scenario's file may hold; one of 1,000 scenes has about 1 MiB.
MAX_BYTES = 2 * 1024 * 1024
