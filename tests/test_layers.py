"""Imports run one way: from the terminal down to the solver."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "foedus"

MAY_IMPORT = {
    "solve": set[str](),
    "sources": {"dates"},
    "dates": set[str](),
    "case": {"dates", "sources"},
    "record": {"case", "dates", "sources"},
    "game": {"case", "solve"},
    "ensemble": {"case", "game", "solve"},
    "findings": {"case", "ensemble", "game", "record", "solve", "sources"},
    "report": {"case", "dates", "ensemble", "findings", "game", "record", "solve", "sources"},
}
"""Every package, and the packages below it that it may use."""

FREE = {"cli", "_verbs", "__init__"}
"""What stands above all packages."""


def imported_packages(path: Path) -> set[str]:
    """Names of the packages of Foedus that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0 or path.suffix == ".pyi", f"{path}: relative import"
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("foedus.")}


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_a_package_imports_only_packages_below_it(package: str) -> None:
    allowed = MAY_IMPORT[package] | {package, "_version", "_user_error"}
    for path in (SOURCE / package).rglob("*.py*"):
        if path.suffix in {".py", ".pyi"}:
            strangers = imported_packages(path) - allowed
            assert not strangers, f"{path.relative_to(SOURCE)} imports {sorted(strangers)}"


def test_every_package_has_its_place() -> None:
    packages = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert packages == set(MAY_IMPORT) | {"cli"}
