"""How are the templates of pages and pictures filled?

They escape whatever they print, and complain of a name that nobody gave them.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from foedus.report.embedding import data_for_script, visible
from foedus.report.typeset import tied


@cache
def page_templates() -> Environment:
    """The templates of this package."""
    environment = Environment(
        loader=PackageLoader("foedus.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["data_for_script"] = data_for_script
    environment.filters["tied"] = tied
    return environment
