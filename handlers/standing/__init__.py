"""Standing orders in chat: begin, look, rest, go on, change, end; and the staff's school holidays.

Each conversation is a file; `book` names them all for the one list of everything people can say.
"""
