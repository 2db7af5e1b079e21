"""Which lot serves which wish: pure, no database, no clock.

Goals in strict order: fill as much as can be filled within what buyers require, in fair shares when
it does not suffice; at the lowest cost; at one price spread over producer groups; the soonest to
expire first; in few parts. docs/matching.md tells how.
"""

from models.matching.allocating import allocate
from models.matching.terms import (
    Goods,
    Grant,
    Lack,
    Outcome,
    Reason,
    Rules,
    Shortage,
    Stock,
    Unmet,
    Why,
    Wish,
)

__all__ = [
    "Goods",
    "Grant",
    "Lack",
    "Outcome",
    "Reason",
    "Rules",
    "Shortage",
    "Stock",
    "Unmet",
    "Why",
    "Wish",
    "allocate",
]
