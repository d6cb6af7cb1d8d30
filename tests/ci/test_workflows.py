"""The workflows: pinned, with no more rights than they need, and open to no one who writes a pull request."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
FILES = [*WORKFLOWS, *ACTIONS]
#: Rights that a job may have, and why. Anything else must be added here, on purpose.
ALLOWED = {
    "build-and-publish.yml": {
        "intake": {"contents": "write"},
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    },
    "pull-request.yml": {
        "test": {"contents": "read"},
        "archive": {"contents": "read"},
        "successor": {"contents": "read"},
    },
    "data-release.yml": {"build": {"contents": "read"}, "release": {"contents": "write"}},
}


def load(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return {("on" if key is True else key): value for key, value in found.items()}


def steps(path: Path) -> list[dict[str, Any]]:
    made = load(path)
    if "runs" in made:
        return list(made["runs"]["steps"])
    return [step for job in made["jobs"].values() for step in job["steps"]]


def name(path: Path) -> str:
    return path.name if path.name != "action.yml" else path.parent.name


@pytest.mark.parametrize("path", FILES, ids=name)
def test_actions_are_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.search(r"uses: (\S+)(.*)", line)
        if found and not found.group(1).startswith("./"):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", found.group(1)), line
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", found.group(2)), line


def test_one_action_has_one_version() -> None:
    pins = re.findall(r"uses: ([\w-]+/[\w-]+)@(\S+)", "\n".join(path.read_text() for path in FILES))
    assert len(dict(pins)) == len(set(pins))


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_rights_are_those_that_were_decided_on(path: Path) -> None:
    made = load(path)
    assert made["permissions"] == {}
    assert {job: parts["permissions"] for job, parts in made["jobs"].items()} == ALLOWED[path.name]


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_every_job_ends_and_never_runs_beside_itself(path: Path) -> None:
    made = load(path)
    assert made["concurrency"]["group"]
    assert all(0 < job["timeout-minutes"] <= 60 for job in made["jobs"].values())


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_from_outside_becomes_part_of_a_script(path: Path) -> None:
    """Values come in as environment variables: in the text of a script they would be run."""
    assert not [step for step in steps(path) if "${{" in step.get("run", "")]
    assert "pull_request_target" not in load(path).get("on", {})


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_only_the_job_that_commits_keeps_credentials(path: Path) -> None:
    for job, parts in load(path)["jobs"].items():
        for step in parts["steps"]:
            if "actions/checkout" in step.get("uses", ""):
                writes = job == "intake"
                assert step["with"]["persist-credentials"] is writes


def test_the_site_is_published_on_content_on_a_schedule_and_by_hand() -> None:
    triggers = load(ROOT / ".github" / "workflows" / "build-and-publish.yml")["on"]
    assert set(triggers) == {"push", "schedule", "workflow_dispatch"}


def test_scripts_are_sound_shell() -> None:
    shell = shutil.which("bash")
    assert shell is not None
    for path in FILES:
        for step in steps(path):
            if "run" in step:
                done = subprocess.run(
                    [shell, "-n"], input=step["run"], text=True, capture_output=True, check=False
                )
                assert done.returncode == 0, f"{path.name}: {done.stderr}"
