"""The version of Foedus, as installed."""

from importlib.metadata import version

__version__ = version("foedus")
