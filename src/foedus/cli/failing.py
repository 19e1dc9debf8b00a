"""How does a command fail? In sentences, with exit code 2."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def failures_as_sentences() -> Generator[None]:
    """Print a mistake of the user's on standard error and exit with code 2.

    Mistakes of ours are not caught: a traceback is then the honest answer.
    """
    try:
        yield
    except UserError as mistake:
        click.echo(f"foedus: {mistake}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("foedus: stopped", err=True)
        sys.exit(130)
    except OSError as trouble:
        where = f" ({trouble.filename})" if trouble.filename else ""
        click.echo(f"foedus: {trouble.strerror or trouble}{where}", err=True)
        sys.exit(2)
