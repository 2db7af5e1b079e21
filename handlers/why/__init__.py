"""ทำไม: the market's reasons, told to a buyer of an order and to a producer of their goods."""
