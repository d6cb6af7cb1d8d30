"""The templates: loaded and compiled once, and every value in them escaped unless it is Markdown already."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.pages import running, wording
from generator.pages.compiling import PlainCode
from generator.pages.escaping import as_it_is, escape, identifier
from generator.pages.forms import MARKDOWN

_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n){2,}")


def _finalize(value: object) -> str:
    """Return what a template prints. Numbers pass, Markdown (Markup) passes, everything else is text."""
    if isinstance(value, Markup):
        return value
    text = str(value)  # raises for a value that is not there
    return text if isinstance(value, int) else escape(text)


def _plain(value: str | float) -> Markup:
    """Print a number or a checked word as it is: "12.5" in an attribute, "#f47920" in a style sheet."""
    text = str(value)
    if not re.fullmatch(r"[\w.#-]*", text, re.ASCII):
        raise ValueError(f"not a plain value: {text!r}")
    return Markup(text)


@cache
def templates() -> Environment:
    """Return the environment of all page templates."""
    environment = Environment(
        loader=PackageLoader("generator.pages", "templates"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.code_generator_class = PlainCode
    environment.filters.update(
        day=wording.day,
        figure=wording.figure,
        sentence=wording.sentence,
        enumeration=wording.enumeration,
        excerpt=wording.excerpt,
        size=wording.size,
        identifier=identifier,
        plain=_plain,
    )
    environment.globals.update(
        count=wording.count,
        hashes=lambda level: Markup("#" * level),
        named_link=lambda link: as_it_is(running.link(MARKDOWN, link)),
        status_names=wording.STATUS_NAMES,
        status_counts=wording.STATUS_COUNTS,
    )
    return environment


def load_templates() -> None:
    """Compile all templates: processes that are forked after that need not, each for itself."""
    for name in templates().list_templates(["jinja"]):
        templates().get_template(name)


def render(template: str, **values: object) -> str:
    """Return the Markdown that a template gives for these values, without needless blank lines."""
    text = templates().get_template(template).render(**values)
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"


def render_asset(template: str, **values: object) -> str:
    """Return what a template gives for a file that is not Markdown; every value must be a plain one."""
    return templates().get_template(template).render(**values)
