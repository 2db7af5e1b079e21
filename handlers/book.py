"""The one list of everything people can say."""

from __future__ import annotations

from bot.conversation import Book, View
from handlers import (
    answer,
    approve,
    available,
    buy,
    cancel_line,
    cancel_order,
    deliveries,
    front,
    join,
    my_orders,
    my_stock,
    sell,
)

BOOK = Book(
    conversations=[
        join.CONVERSATION,
        sell.CONVERSATION,
        my_stock.EDIT_QUANTITY,
        my_stock.EDIT_PRICE,
        my_stock.WITHDRAW,
        buy.CONVERSATION,
        cancel_line.CONVERSATION,
        cancel_order.CONVERSATION,
    ],
    views=[
        my_stock.VIEW,
        my_orders.VIEW,
        available.VIEW,
        answer.VIEW,
        deliveries.VIEW,
        approve.VIEW,
        View("help", frozenset(), lambda about, desk: front.show_help(desk)),
        View("hello", frozenset(), lambda about, desk: front.say_hello(desk)),
        View("thanks", frozenset(), lambda about, desk: front.say_welcome(desk)),
    ],
    taps=[answer.ACCEPT, answer.DECLINE, approve.APPROVE, approve.REFUSE],
    by_sentence=front.by_sentence,
    welcome=front.welcome,
    farewell=front.farewell,
    help=front.show_help,
    menu=front.menu,
    lost=front.lost,
    wordless=front.wordless,
    unsent=front.forget,
)
