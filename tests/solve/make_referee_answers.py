"""Write `data/referee_answers.json`: pygambit's answers to the games of the catalogue.

uv run --group referee python tests/solve/make_referee_answers.py
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from solve_catalogue import RATIONALITIES, at_rationality, catalogue
from solve_referee import gambit_answer


def main() -> None:
    """Ask the referee and write down what it says."""
    answers: list[dict[str, object]] = []
    for name, (form, variants) in catalogue().items():
        for rationality in RATIONALITIES:
            answer = gambit_answer(form, at_rationality(variants, rationality), rationality)
            answers.append(
                {
                    "game": name,
                    "rationality": rationality,
                    "behaviour": None if answer is None else answer.tolist(),
                }
            )
    path = Path(__file__).parent / "data" / "referee_answers.json"
    record = {"pygambit": version("pygambit"), "answers": answers}
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    stuck = sum(one["behaviour"] is None for one in answers)
    sys.stdout.write(f"{len(answers)} answers, {stuck} where pygambit stuck\n")


if __name__ == "__main__":
    main()
