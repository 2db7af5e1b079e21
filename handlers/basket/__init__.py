"""Items as a conversation collects them: what both selling and buying ask about a product.

An item is plain data that lives in Redis: product (catalogue id or None), raw (as it was typed),
near (ids it may be), number and most (exact numbers as text), unit, price (baht as text),
price_unit, sure (the amount, said a second time), basis ('ambiguous' until it is known what a price
is for, 'total' for all of it), instead (ids of what may be sent for it, see instead.py).
"""

from handlers.basket.amending import more
from handlers.basket.doubting import doubt_question
from handlers.basket.goods import questions, read_number
from handlers.basket.instead import instead_question
from handlers.basket.items import Entry, left_out, limited, take
from handlers.basket.prices import limit_questions, price_questions, read_price

__all__ = [
    "Entry",
    "doubt_question",
    "instead_question",
    "left_out",
    "limit_questions",
    "limited",
    "more",
    "price_questions",
    "questions",
    "read_number",
    "read_price",
    "take",
]
