"""Lets the tests share texts of EDTF."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
