"""The conversation engine: (memory, what was said) into (memory′, replies). It never sends.

The step is never stored: it is the first question that is open. hearing takes what came in to
commands, answering or starting; whatever happened, asking then puts to the person what is pending.
"""

from bot.engine.hearing import talk

__all__ = ["talk"]
