"""How does the picture of the record become a file of its own?

An SVG in one piece, which needs nothing else: its styles are in it, for light and for dark. Colours
are written out, since programs that draw SVG outside of browsers know no variables of CSS.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from foedus.report.embedding import own_text
from foedus.report.templating import page_templates
from foedus.report.text_width import cut_to_room
from foedus.report.timeline_legend import LINE, SIGN, in_lines, legend_items
from foedus.report.timeline_picture import timeline_picture
from foedus.report.timeline_rows import timeline_of

if TYPE_CHECKING:
    from foedus.case import Case
    from foedus.record import Chronicle

TITLE, TITLE_SIZE, PAD = 34, 18.0, 12
_VARIABLE = re.compile(r"--([a-z0-9]+): ([^;]+);")
_USE = re.compile(r"var\(--([a-z0-9]+)\)")


def timeline_svg(case: Case, chronicle: Chronicle) -> str:
    """The picture of the record of a case, as the text of an SVG file.

    Parameters
    ----------
    case
        Its title stands above the picture.
    chronicle
        Of that case, from `foedus.record.chronicle`.

    Returns
    -------
    str
        Well-formed XML, the same for the same record.

    Examples
    --------
    >>> from foedus.case import load
    >>> from foedus.record import chronicle
    >>> dam = load("dam")
    >>> timeline_svg(dam, chronicle(dam)).startswith("<svg ")
    True
    """
    picture = timeline_picture(timeline_of(case, chronicle))
    placed = in_lines(legend_items(picture), picture.width - 2 * PAD, 12)
    legend_height = placed[-1].y + LINE if placed else 0
    title = f"{case.title}: what is recorded"
    return (
        page_templates()
        .get_template("timeline.svg")
        .render(
            picture=picture,
            legend=placed,
            title=title,
            heading=cut_to_room(title, picture.width - 2 * PAD, TITLE_SIZE),
            style=own_text(_styles()),
            sign=SIGN,
            pad=PAD,
            legend_y=TITLE + LINE / 2,
            sheets_y=TITLE + legend_height + PAD,
            width=picture.width + 2 * PAD,
            height=TITLE + legend_height + picture.height + 2 * PAD,
        )
    )


@cache
def _styles() -> str:
    """The rules of the picture, with light colours, and again with dark ones."""
    folder = files("foedus.report").joinpath("templates")
    palette = folder.joinpath("palette.css").read_text(encoding="utf-8")
    light, dark = palette.split("@media (prefers-color-scheme: dark)")
    rules = palette[palette.rindex("}\n}") + 3 :]
    rules += folder.joinpath("timeline.css").read_text(encoding="utf-8")
    colours = dict(_VARIABLE.findall(light))
    at_night = colours | dict(_VARIABLE.findall(dark))
    coloured = "".join(line for line in rules.splitlines(keepends=True) if "var(" in line)
    return (
        f"{_resolved(rules, colours)}\n"
        f"@media (prefers-color-scheme: dark) {{\n{_resolved(coloured, at_night)}}}\n"
    )


def _resolved(rules: str, colours: dict[str, str]) -> str:
    return _USE.sub(lambda found: colours[found[1]], rules)
