"""LINE and conversation: webhook, LINE client, engine, memory, language, cards, texts, settings.

Knows the models; knows nothing of what can be said (handlers) or of what runs when (jobs).
"""
