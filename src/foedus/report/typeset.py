"""How are numbers and names set in type?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedus.findings import assumption_in_words, percent

if TYPE_CHECKING:
    from foedus.case import Case
    from foedus.findings import Combination, Share

UNKNOWN = "not known"
MINUS = "\N{MINUS SIGN}"


def probability(value: float) -> str:
    """A probability with two decimals; one that is nearly, but not quite, 0 or 1 says so.

    >>> probability(0.234), probability(0.001), probability(0.999), probability(1.0)
    ('0.23', '< 0.01', '> 0.99', '1.00')
    >>> probability(math.nan)
    'not known'
    """
    if math.isnan(value):
        return UNKNOWN
    if 0.0 < value < 0.005:  # noqa: PLR2004 - what would round to 0.00
        return "< 0.01"
    if 0.995 < value < 1.0:  # noqa: PLR2004 - what would round to 1.00
        return "> 0.99"
    return f"{value:.2f}"


def probability_with_error(mean: float, error: float) -> str:
    """A mean of probabilities and half the width of its interval.

    >>> probability_with_error(0.5, 0.0123), probability_with_error(0.5, math.nan)
    ('0.50 ± 0.012', '0.50')
    """
    return probability(mean) if math.isnan(error) else f"{probability(mean)} ± {error:.3f}"


def change(value: float, error: float) -> str:
    """A change of a probability, with its sign.

    >>> change(0.251, 0.01), change(0.0004, math.nan)
    ('+0.251 ± 0.010', '0.000')
    >>> change(-0.251, math.nan) == MINUS + "0.251"
    True
    """
    if math.isnan(value):
        return UNKNOWN
    size = f"{abs(value):.3f}"
    sign = "" if float(size) == 0.0 else MINUS if value < 0 else "+"
    return f"{sign}{size}" if math.isnan(error) else f"{sign}{size} ± {error:.3f}"


def share_in_percent(share: Share) -> str:
    """The value of a share; where no variant has one, why not.

    >>> from foedus.findings import Share
    >>> share_in_percent(Share(1, 3, 0, 0, 0.25, 0.1, 0.5))
    '25 %'
    >>> share_in_percent(Share(0, 0, 2, 0, math.nan, 0.0, 1.0))
    'undefined'
    """
    if math.isnan(share.value):
        return "undefined" if share.undefined else UNKNOWN
    return percent(share.value)


def interval_in_percent(share: Share) -> str:
    """The 95 % interval of a share; none where it is undefined everywhere.

    >>> from foedus.findings import Share
    >>> interval_in_percent(Share(1, 3, 0, 0, 0.25, 0.1, 0.5))
    '10.0 to 50.0 %'
    """
    if is_undefined(share):
        return "none"
    return f"{100 * share.low:.1f} to {100 * share.high:.1f} %"


def is_undefined(share: Share) -> bool:
    """Whether a share is undefined in every variant, so that nothing bounds it either.

    >>> from foedus.findings import Share
    >>> is_undefined(Share(0, 0, 2, 0, math.nan, 0.0, 1.0))
    True
    """
    return math.isnan(share.value) and share.undefined > 0 and share.unsolved == 0


def short_number(value: float) -> str:
    """A number of an assumption, as short as it can be.

    >>> short_number(100.0), short_number(4.05), short_number(0.3)
    ('100', '4.05', '0.3')
    """
    return f"{value:.4g}".replace("-", MINUS)


def reading_label(combination: Combination) -> str:
    """A combination of readings, in a table or a picture.

    >>> reading_label(()), reading_label(("trapped", "bold"))
    ('no reading', 'trapped + bold')
    """
    return " + ".join(combination) or "no reading"


def actor_names(case: Case) -> dict[str, str]:
    """What actors are called, by key; the analyst is one more viewpoint."""
    return {actor.key: actor.name for actor in case.actors} | {"analyst": "the analyst"}


def assumption_label(case: Case, name: str) -> str:
    """An assumption in a table: its name, or what a name that the language made stands for.

    >>> from foedus.case import load
    >>> print(assumption_label(load("dam"), "loss"))
    loss
    """
    called = assumption_in_words(case, name)
    return name if called == f"“{name}”" else called


def tied(text: str) -> str:
    """Text in which no line breaks between a number and its per cent or its error."""
    space = "\N{NO-BREAK SPACE}"
    return text.replace(" ± ", f"{space}±{space}").replace(" %", f"{space}%")


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number of things.

    >>> counted(1, "citation"), counted(20_000, "variant"), counted(2, "history", "histories")
    ('1 citation', '20,000 variants', '2 histories')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
