"""What coaches compare: marks of one coach with another's and the program's, people, replies, and what was planned."""
