"""What pages are made of: texts, buttons, cards, meters, charts."""
