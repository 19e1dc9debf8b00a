"""Which months do words of other languages name?

German, French, Spanish, Italian and Russian, in the form that stands in a date, and only where a
number stands beside: ``13 mai``, ``Juni 1950``, ``13 de mayo``. "Mars" alone may be a planet.
"""

from __future__ import annotations

import re

_NAMES = (
    "januar jänner janvier enero gennaio января январь",
    "februar feber février fevrier febrero febbraio февраля февраль",
    "märz maerz mars marzo марта март",
    "april avril abril aprile апреля апрель",
    "mai mayo maggio мая май",
    "juni juin junio giugno июня июнь",
    "juli juillet julio luglio июля июль",
    "august août aout agosto августа август",
    "september septembre septiembre setiembre settembre сентября сентябрь",
    "oktober octobre octubre ottobre октября октябрь",
    "november novembre noviembre ноября ноябрь",
    "dezember décembre decembre diciembre dicembre декабря декабрь",
)
_NUMBER = {name: at for at, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "(" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b"
_WITH_DAY = re.compile(
    rf"(?<![\d./-])(\d{{1,2}})(?:\.|er|º|°)?\s+(?:de\s+)?{_MONTH}", re.IGNORECASE
)
_WITH_YEAR = re.compile(rf"\b{_MONTH}\s+(?:de\s+|del\s+)?\d{{4}}\b", re.IGNORECASE)


def in_other_words(words: str) -> tuple[tuple[int, int | None], ...]:
    """Each month that is named beside a number, and its day where one stands there.

    >>> in_other_words("am 3. Juni 1950"), in_other_words("13 de mayo")
    (((6, 3), (6, None)), ((5, 13),))
    """
    with_day = [(_NUMBER[match[2].lower()], int(match[1])) for match in _WITH_DAY.finditer(words)]
    with_year = [(_NUMBER[match[1].lower()], None) for match in _WITH_YEAR.finditer(words)]
    return (*with_day, *with_year)
