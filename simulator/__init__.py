"""A small LINE Platform of our own, with phones in the browser.

It speaks HTTP only. Nothing of ours may be imported here, and nothing of ours imports it:
the bot must run unchanged against this and against LINE.
"""
