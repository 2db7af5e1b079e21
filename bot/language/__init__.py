"""Reads what farmers and kitchens type: words in, a `Reading` out.

Pure, deterministic and offline: no web framework, database, Redis or LINE may enter. A sentence
goes through `normalize` (one spelling), `segment` (tokens, longest catalogue name first), `parse`
(tokens into amounts, prices, days, names), `assemble` (which amount belongs to which product) and
`wishes` (what is wanted). Whatever has two meanings stays None and is listed in `missing`.
"""
