"""The same examples at every run, unless somebody goes exploring.

``HYPOTHESIS_PROFILE=explore`` looks for new examples each time.
"""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
