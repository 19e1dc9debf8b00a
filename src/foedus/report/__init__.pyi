from .document import render as render
from .document import write_report as write_report
from .figure import Figure as Figure
from .figure import Table as Table
from .outcome_figures import outcome_figures as outcome_figures
from .outcome_figures import recorded_figures as recorded_figures
from .restraint_figures import restraint_figures as restraint_figures
from .share_figure import share_figure as share_figure
