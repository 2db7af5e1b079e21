"""Staff announce: what is said (content), to whom (whom), when, tried on oneself first, and what
became of it (made). Whom that means and how it is sent is decided in models and bot.
"""
