"""The market and its truth: rows that carry their own rules, the matching rules, the migrations.

Nothing of LINE, HTTP, Redis or the queue may enter; time is always passed in, never read.
"""
