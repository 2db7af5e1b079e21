"""How large a week can be; the command shows it without loading the market."""

MOST_KITCHENS = 40
MOST_DAYS = 7
