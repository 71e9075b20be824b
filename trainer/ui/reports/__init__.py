"""Reports as PDF: of sessions, of people over time, of a group; searchable text, charts as drawings."""
