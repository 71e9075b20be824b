"""What the person has learnt, what is due again, and two attempts side by side."""
