"""How does an ensemble stand on disk, whole or not at all?

Every file is written under a temporary name, forced to the disk and then renamed. A first file says
that an ensemble is being made there, the manifest that it is complete; what Foedus did not write is
never removed.
"""

# pyright: reportUnknownParameterType=false
# (PyArrow comes without types.)

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from foedus._user_error import UserError
from foedus.ensemble.ensemble import NOISE_FILE, Counts, Ensemble, Manifest, is_part

if TYPE_CHECKING:
    import pyarrow as pa

    from foedus.case.model import Case

MANIFEST_FILE = "manifest.json"
STARTED_FILE = "unfinished.json"
_MADE_BY = "foedus ensemble"
_TEMPORARY = ".writing"


class EnsembleError(UserError):
    """A folder holds no ensemble, or something else than the one that is asked for."""


def clear_folder(folder: Path, case: Case) -> None:
    """Make a folder ready for the ensemble of a case.

    An earlier ensemble of the same case, whole or not, is replaced.

    Raises
    ------
    EnsembleError
        If the folder holds anything else.
    """
    if folder.exists() and not folder.is_dir():
        raise EnsembleError(f"{folder} is a file; an ensemble needs a folder")
    folder.mkdir(parents=True, exist_ok=True)
    marks = [_read_mark(folder / name) for name in (MANIFEST_FILE, STARTED_FILE)]
    titles = [str(mark["case_title"]) for mark in marks if mark is not None]
    if not titles and any(folder.iterdir()):
        raise EnsembleError(
            f"{folder} holds files that are not an ensemble of Foedus; name an empty folder, or "
            "one that does not exist yet"
        )
    if titles and titles[0] != case.title:
        raise EnsembleError(
            f'{folder} holds an ensemble of another case, "{titles[0]}"; name another folder, or '
            "remove that one first"
        )
    write_text(folder / STARTED_FILE, json.dumps(_mark(case.title), indent=1))
    (folder / MANIFEST_FILE).unlink(missing_ok=True)
    for path in folder.iterdir():
        name = path.name.removesuffix(_TEMPORARY)
        is_left_over = path.name != name and name in {MANIFEST_FILE, STARTED_FILE}
        if is_part(name) or name == NOISE_FILE or is_left_over:
            path.unlink()


def write_table(path: Path, table: pa.Table) -> None:
    """Write a Parquet file, whole or not at all."""
    temporary = path.with_name(path.name + _TEMPORARY)
    encoded: Any = ["reading", "kappa"]  # (PyArrow's own annotation speaks of a yes or no)
    with temporary.open("wb") as file:
        pq.write_table(table, file, compression="lz4", use_dictionary=encoded)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def write_text(path: Path, text: str) -> None:
    """Write a text file, whole or not at all."""
    temporary = path.with_name(path.name + _TEMPORARY)
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Declare an ensemble complete."""
    content = _mark(manifest.case_title) | asdict(manifest)
    write_text(folder / MANIFEST_FILE, json.dumps(content, indent=1, ensure_ascii=False))
    (folder / STARTED_FILE).unlink(missing_ok=True)


def open_ensemble(folder: str | Path) -> Ensemble:
    """Open an ensemble that `run` has written.

    Raises
    ------
    EnsembleError
        If the folder holds none, or one that was not finished.
    """
    folder = Path(folder)
    path = folder / MANIFEST_FILE
    content = _read_mark(path) if folder.is_dir() else None
    if content is None and path.exists():
        raise EnsembleError(
            f"{path} is no manifest of Foedus, or was cut short; name another folder, or remove "
            "this one and run the case again"
        )
    if content is None:
        is_started = (folder / STARTED_FILE).is_file()
        reason = "an ensemble that was not finished; run it again" if is_started else "no ensemble"
        raise EnsembleError(f"{folder} holds {reason}")
    try:
        return Ensemble(folder, _manifest(content))
    except (KeyError, TypeError, ValueError) as error:
        raise EnsembleError(
            f"{path} is not a manifest of this version of Foedus; run the case again"
        ) from error


def _mark(title: str) -> dict[str, Any]:
    return {"made_by": _MADE_BY, "case_title": title}


def _read_mark(path: Path) -> dict[str, Any] | None:
    """What a file of Foedus's own says; None if it is not there, or is not ours."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # ValueError: neither UTF-8 nor JSON
        return None
    is_ours = isinstance(content, dict) and content.get("made_by") == _MADE_BY
    return content if is_ours and "case_title" in content else None


def _manifest(content: dict[str, Any]) -> Manifest:
    fields = {key: value for key, value in content.items() if key != "made_by"}
    fields["combinations"] = tuple(fields["combinations"])
    fields["counts"] = tuple((name, Counts(**counts)) for name, counts in fields["counts"])
    for key in ("sampling", "versions"):
        fields[key] = tuple((name, said) for name, said in fields[key])
    return Manifest(**fields)
