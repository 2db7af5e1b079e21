"""Connecting to a LINE Official Account: what is as it should be, what is not, and the cure.

For operators, so in English. Nothing here decides about the market.
"""
