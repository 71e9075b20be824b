"""What happened: people, sessions, turns and marks in one SQLite file; the only room that knows SQL."""
