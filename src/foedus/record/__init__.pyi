from .chronicling import Chronicle as Chronicle
from .chronicling import DatedEntry as DatedEntry
from .chronicling import Matter as Matter
from .chronicling import Statement as Statement
from .chronicling import chronicle as chronicle
from .positions import Position as Position
