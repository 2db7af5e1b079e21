"""Standing orders: their terms, the days they were made or missed, and what a kitchen may change.

Making real orders of them is in `making`, and nowhere else; a decided day is never decided again.
"""
