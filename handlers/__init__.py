"""What people can say: one conversation per file, and the single-tap buttons.

A handler reads, asks and, when a conversation is complete, calls one model method. It never sends.
"""
