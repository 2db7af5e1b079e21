"""A simulated week of the market: people of every role, the real doors, a clock that is moved.

Looks on from outside, as torture/ and benchmarks/ do: nothing of the market imports it, and it
speaks with the market only as people do, through the simulator's phones. What it measures, it reads
from the database afterwards.
"""
