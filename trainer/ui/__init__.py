"""Qt, and nothing but: windows, pages and the elements they are made of."""
