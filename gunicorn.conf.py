"""How gunicorn serves the web process; a command line's own options go before these."""

# Loaded once and shared: the LINE SDK and SQLAlchemy are heavy, and nothing connects at import.
preload_app = True
workers = 2
worker_class = "gthread"
# Requests of a process share a commit (bot/keeping.py): the more of them wait, the less each waits.
threads = 32
graceful_timeout = 10
# It would sit in the user's home, where a second gunicorn finds it taken.
control_socket_disable = True
