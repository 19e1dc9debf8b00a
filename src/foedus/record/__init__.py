"""What happened, and who says so?

`chronicle` puts the record of a case in time order, testimonies side by side.
"""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach_stub(__name__, __file__)
