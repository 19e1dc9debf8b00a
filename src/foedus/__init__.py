"""Foedus: from a sourced account of a joint decision to the conclusions that survive.

Five verbs, each a call that returns a value::

    case = foedus.load("korea-1950")
    game = foedus.compile(case)
    solution = foedus.solve(game)
    findings = foedus.run(case, variants=2_000)
    foedus.report(findings, "report.html")

Whatever the user can mend is raised as a `UserError`, whose text says what, where, and what would
be right.

The packages behind them can be used alone: ``from foedus.solve import ExtensiveForm``. Two of them
share their name with a verb; here the verb has it (see docs/decisions/0003).
"""

# pyright: reportUnusedImport=false
# The packages are bound before the verbs, so that a later import of a package cannot take the
# verb's name: Python binds a submodule to its parent only the first time it is imported.
import foedus.report
import foedus.solve  # noqa: F401
from foedus._user_error import UserError
from foedus._verbs import compile, load, report, run, solve  # noqa: A004 - the verb of the design
from foedus._version import __version__

__all__ = ["UserError", "__version__", "compile", "load", "report", "run", "solve"]
