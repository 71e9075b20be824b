"""What can happen: scenarios as data, read from files and checked."""
