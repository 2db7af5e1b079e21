"""How fast the market is, measured from outside on its real processes; `make bench` runs it all.

A benchmark is a function that answers rows for the table in `docs/performance.md`. Nothing here is
a test of right or wrong, and no other room may import this one.
"""
