"""The icons of the criteria."""

from __future__ import annotations

ICONS = {
    "name": "user-check",
    "feeling": "hand-heart",
    "question": "message-circle-question-mark",
    "listening": "ear",
    "ownership": "shield-check",
    "honesty": "scale",
    "next_step": "calendar-clock",
    "follow_up": "bell",
    "respect": "heart-handshake",
    "need": "target",
    "decision": "users",
    "feedback": "messages-square",
    "summary": "list-checks",
    "humanity": "smile",
    "substance": "book-open-text",
    "initiative": "sparkles",
}
