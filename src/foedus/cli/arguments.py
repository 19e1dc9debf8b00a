"""Which arguments and options do several commands share?"""

from __future__ import annotations

from pathlib import Path

import click

CASE = click.argument("case", metavar="CASE")
SOURCES = click.option(
    "--sources",
    type=click.Path(path_type=Path),
    help="Folder with the files that the case cites; without it citations are not checked.",
)
FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
ENCODING = click.option(
    "--encoding",
    metavar="NAME",
    help="How FILE is encoded, such as utf-8 or cp1252; found out by itself unless given.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
