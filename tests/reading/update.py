"""``python -m tests.reading.update NAME …``: write expected.yaml of cases from what the reader reads now.

Review the difference by hand before it is committed: a golden case says what is right, not what is read.
"""

from __future__ import annotations

import sys

from tests.reading.expectation import CASES, case_names, faction_register, generated, read_case


def update(name: str) -> None:
    """Write the expectation of one case anew."""
    document = read_case(name, faction_register())
    (CASES / name / "expected.yaml").write_text(generated(document), encoding="utf-8")


def main(names: list[str]) -> int:
    """Update the cases that are named; return the exit code."""
    unknown = sorted(set(names) - set(case_names()))
    if unknown or not names:
        sys.stderr.write(
            f"usage: python -m tests.reading.update NAME …\nno such case: {', '.join(unknown)}\n"
        )
        return 2
    for name in names:
        update(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
