"""The guide: texts that come with the program, read in its window."""
