from .chronicling import Chronicle as Chronicle
from .chronicling import DatedEntry as DatedEntry
from .chronicling import Matter as Matter
from .chronicling import Statement as Statement
from .chronicling import chronicle as chronicle
from .dates import PartialDate as PartialDate
from .dates import parse_date as parse_date
from .positions import Position as Position
