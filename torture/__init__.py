"""The market under torture: the production Procfile, a crowd, and a saboteur.

It talks to the parts only as the world does: signals, HTTP, and the phones of the simulator. The
database is opened only when all is quiet, to be audited. No other room may import this one.
"""
