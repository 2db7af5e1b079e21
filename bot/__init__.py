"""LINE and conversation: everything between a webhook and a reply.

May import `models`; never `handlers`, `jobs` or `app`.
"""
