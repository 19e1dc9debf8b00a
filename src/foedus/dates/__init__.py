"""When can it have been?

Dates as historians know them: as the source writes them, as EDTF, on what basis a missing part was
supplied, and which days they can mean. Nothing here knows of cases; `foedus.case` reads dates with
it and `foedus.record` puts them in order.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
