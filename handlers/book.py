"""The one list of everything people can say."""

from __future__ import annotations

from bot.book import Book
from bot.conversation import View
from handlers import (
    answer,
    approve,
    available,
    buy,
    cancel_line,
    cancel_order,
    change_amount,
    change_order,
    change_price,
    deliveries,
    front,
    join,
    my_orders,
    my_stock,
    person,
    reply,
    routing,
    sell,
    unread,
    unsent,
    withdraw,
)

BOOK = Book(
    conversations=[
        join.CONVERSATION,
        sell.CONVERSATION,
        change_amount.CONVERSATION,
        change_price.CONVERSATION,
        withdraw.CONVERSATION,
        buy.CONVERSATION,
        cancel_line.CONVERSATION,
        cancel_order.CONVERSATION,
        reply.CONVERSATION,
        change_order.ADD,
        change_order.MOVE,
    ],
    views=[
        my_stock.VIEW,
        my_orders.VIEW,
        my_orders.HOW,
        available.VIEW,
        answer.VIEW,
        deliveries.VIEW,
        approve.VIEW,
        person.VIEW,
        unread.VIEW,
        View("help", frozenset(), lambda about, desk: front.show_help(desk)),
        View("hello", frozenset(), lambda about, desk: front.say_hello(desk)),
        View("thanks", frozenset(), lambda about, desk: front.say_welcome(desk)),
    ],
    taps=[answer.ACCEPT, answer.DECLINE, approve.APPROVE, approve.REFUSE, person.CALL, person.TAKE],
    by_sentence=routing.by_sentence,
    welcome=front.welcome,
    farewell=front.farewell,
    help=front.show_help,
    menu=front.menu,
    lost=front.lost,
    wordless=front.wordless,
    unsent=unsent.forget,
    unread=unread.keep,
)
