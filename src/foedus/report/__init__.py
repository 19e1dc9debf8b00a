"""How is all this shown? One HTML file that opens offline.

`render` gives the report as text, `write_report` puts it into a file. The pictures are functions
from findings to Vega-Lite specifications, each with a caption, a text alternative and a table, and
can be used alone.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
