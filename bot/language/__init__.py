"""Reads what farmers and kitchens type: words in, a `Reading` out.

Pure, deterministic and offline: no web framework, database, Redis or LINE may enter.
"""
