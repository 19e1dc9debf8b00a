from .reading import read_bibliography
from .reference import Reference

__all__ = ["Reference", "read_bibliography"]
