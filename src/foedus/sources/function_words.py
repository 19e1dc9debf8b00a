"""Which English words are never names?

A capital on one of them, inside a sentence, or at the beginning of a short line, says something.
Texts in other languages go without the rules that use them.
"""

from __future__ import annotations

__all__ = ["FUNCTION_WORDS"]

FUNCTION_WORDS: frozenset[str] = frozenset(
    """
    a about above after again against all although an and any are as at because been before
    being below between but by concerning did do does during each even few finally for from had
    has have having he hence her here him his how however if in into is it its later lest
    moreover my nevertheless no nor not of off on once only or our out over own she should since
    so some such than that the their them then there therefore these they this those though
    through thus to under unless until up upon very was we were what when where whereas whether
    which while who whom whose why will with without would yet you your
    """.split()  # noqa: SIM905 (a list of so many strings would be a page)
)
