"""The voice: lines rendered to sound in a child process, and played in step with their captions."""
