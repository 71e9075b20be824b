"""Charts: each painted by one pure function for screen, PDF and PNG, and told in a sentence and as a table.

Where a chart has a number only ("72"), it is percent, 0–100. Figures are not tabular here: Qt tells in a PDF which
letter a glyph stands for only where no feature of the font has put another glyph in its place.
"""
