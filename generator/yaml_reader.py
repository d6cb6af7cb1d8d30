"""Reads YAML into the project's types; what is wrong with it is reported with file, line and remedy.

Plain scalars are text, whole or decimal numbers, ``true``/``false`` or ``null``; nothing else (no dates,
no ``yes``/``no``, no 12:30 as a number), and keys are always text. A key that stands twice, a tag, and an
alias (``*name``) of a list or mapping are errors. The text is composed to nodes by libyaml (PyYAML's own
parser where it is missing) and turned to values here, in half of the time of ``yaml.safe_load``.
"""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

import msgspec
import yaml

from generator.problems import ContentError, Problem

T = TypeVar("T")

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_PLACE = re.compile(r"^(?P<what>.*?) - at `(?P<path>\$.*)`$", re.DOTALL)
_STEP = re.compile(r"\.(?P<field>[^.\[\]]+)|\[(?P<index>\d+|\.\.\.)\]")
#: Most errors reported for one file.
MOST_ERRORS = 25

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Composer(_Loader):  # type: ignore[misc]
    """Composes nodes and leaves the choice of their types to ``_build``."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, *_: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class _Wrong(Exception):
    """A node that is not allowed here."""

    def __init__(self, node: yaml.Node, message: str, remedy: str) -> None:
        super().__init__(message)
        self.node, self.message, self.remedy = node, message, remedy


def load_yaml(text: str, kind: type[T], file: str) -> T:
    """Return ``text`` as a value of ``kind``; raise ContentError with every error and its line."""
    try:
        node, value = _read(text, file)
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:
        raise ContentError(*_validation_problems(text, kind, file, node, value)) from None


def load_values(text: str, file: str) -> tuple[Any, yaml.Node | None]:
    """Return ``text`` as plain values, with the root of its nodes; raise ContentError when it is no YAML."""
    node, value = _read(text, file)
    return value, node


def _read(text: str, file: str) -> tuple[yaml.Node | None, Any]:
    try:
        loader = _Composer(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        return node, None if node is None else _build(node, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = error.problem or error.context or "this is not YAML"
        raise ContentError(
            _at_mark(text, file, mark, f"not valid YAML: {message}", _yaml_remedy(message))
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        character = (
            error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "?")
        )
        problem = Problem(
            severity="error",
            file=file,
            line=line,
            message=f"the character U+{character:04X} is not allowed in YAML",
            excerpt=_line(text, line),
            remedy="remove it, or write it as an escape between double quotes",
        )
        raise ContentError(problem) from None
    except _Wrong as error:
        raise ContentError(_at_mark(text, file, error.node.start_mark, error.message, error.remedy)) from None
    except RecursionError:
        raise ContentError(Problem(severity="error", file=file, message="nested too deeply")) from None


def _build(node: yaml.Node, seen: set[int]) -> Any:
    """Return the value of a node; raise _Wrong where it uses what is not allowed here."""
    if node.tag:
        raise _Wrong(node, f"the tag {node.tag} is not used here", "write the value without a tag")
    if node.__class__ is yaml.ScalarNode:
        return node.value if node.style else _plain(node.value)
    if id(node) in seen:
        raise _Wrong(node, "anchors and aliases (& and *) are not used here", "write the value out in full")
    seen.add(id(node))
    if node.__class__ is yaml.SequenceNode:
        return [_build(item, seen) for item in node.value]
    mapping: dict[str, Any] = {}
    for key, value in node.value:
        if key.__class__ is not yaml.ScalarNode:
            raise _Wrong(key, "a key must be a word", "put the text between double quotes")
        mapping[key.value] = _build(value, seen)
    if len(mapping) != len(node.value):
        keys = [key.value for key, _ in node.value]
        again = next(key for index, (key, _) in enumerate(node.value) if key.value in keys[:index])
        raise _Wrong(again, f'"{again.value}" stands here twice', "keep one of them")
    return mapping


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
    return text


def _yaml_remedy(message: str) -> str:
    if "mapping values are not allowed" in message:
        return 'put a text with ": " in it between double quotes'
    if "cannot start any token" in message:
        return "indent with spaces, and put a text that starts with a special sign between double quotes"
    return "check the indentation and the quotes of this line and the one above it"


# ------------------------------------------------------------------ from a validation error to its line


def _validation_problems(
    text: str, kind: Any, file: str, node: yaml.Node | None, value: Any
) -> Iterator[Problem]:
    """Yield every error: report one, take the offending piece out, validate again."""
    removed: set[tuple[int, str]] = set()
    for _ in range(MOST_ERRORS):
        try:
            msgspec.convert(value, kind, strict=True)
            return
        except msgspec.ValidationError as error:
            found = _PLACE.match(str(error))
            what = found["what"] if found else str(error)
            steps = _steps(found["path"]) if found else []
        nodes, values, done = _follow(node, value, steps)
        at, name = nodes[-1], _named(what)
        consequence = (id(at), name) in removed
        if not consequence:
            yield _describe(text, file, kind, steps[:done], what, name, at)
        if what.startswith("Object contains unknown field"):
            # The field that was meant is missing then, which is no second error.
            removed.update(
                (id(at), near) for near in _nearest(name, _field_names(_type_at(kind, steps[:done])))
            )
            _remove(at, values[-1], name)
        elif done == 0 or done < len(steps):
            return
        else:
            removed.add((id(nodes[-2]), str(steps[-1])))
            _remove(nodes[-2], values[-2], steps[-1])


def _named(what: str) -> str:
    found = re.search(r"`(\w+)`$", what)
    return found.group(1) if found else ""


def _steps(path: str) -> list[str | int]:
    found = _STEP.finditer(path)
    return [
        step["field"] or (int(step["index"]) if step["index"].isdigit() else step["index"]) for step in found
    ]


def _follow(node: Any, value: Any, steps: list[str | int]) -> tuple[list[Any], list[Any], int]:
    """Return nodes and values on the way, the root first, and how many steps could be taken."""
    nodes, values = [node], [value]
    for done, step in enumerate(steps):
        inner = _child(nodes[-1], values[-1], step)
        if inner is None:
            return nodes, values, done
        nodes.append(inner[0])
        values.append(inner[1])
    return nodes, values, len(steps)


def _child(node: Any, value: Any, step: str | int) -> tuple[Any, Any] | None:
    if isinstance(step, int) and isinstance(value, list) and step < len(value):
        return node.value[step], value[step]
    if isinstance(step, str) and isinstance(value, dict) and step in value:
        return next(item for key, item in node.value if key.value == step), value[step]
    return None


def _remove(node: Any, value: Any, step: str | int) -> None:
    """Take one piece out of the value and of its node, so that places keep agreeing."""
    del value[step]
    if isinstance(step, int):
        del node.value[step]
    else:
        node.value[:] = [pair for pair in node.value if pair[0].value != step]


def _describe(
    text: str, file: str, kind: Any, steps: list[str | int], what: str, name: str, node: yaml.Node | None
) -> Problem:
    place = _path(steps)
    mark = node.start_mark if node is not None else None
    inner = _type_at(kind, steps)
    if what.startswith("Object contains unknown field"):
        assert isinstance(node, yaml.MappingNode)
        mark = next(key.start_mark for key, _ in node.value if key.value == name)
        message, remedy = (
            f'unknown field "{name}"{place}',
            _suggest(name, _field_names(inner), "the fields are"),
        )
    elif what.startswith("Object missing required field"):
        message, remedy = f'the field "{name}" is missing{place}', f'add "{name}: …"'
    elif what.startswith("Invalid enum value"):
        wrong = re.sub(r"^Invalid enum value '?|'?$", "", what)
        message = f'"{wrong}" is not a value of {place.removeprefix(" in ") or "this file"}'
        remedy = _suggest(wrong, _choices(inner), "the values are")
    else:
        message, remedy = _plain_words(what) + place, _type_remedy(what)
    return _at_mark(text, file, mark, message, remedy)


def _path(steps: list[str | int]) -> str:
    words = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
    return f" in {words}" if words else ""


_KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "object": "a mapping (name: value)",
    "array": "a list",
}


def _plain_words(what: str) -> str:
    def word(names: str) -> str:
        return " or ".join(_KINDS.get(name.strip(), name.strip()) for name in names.split("|"))

    found = re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", what)
    if found:
        return f"expected {word(found[1])}, found {word(found[2])}"
    return what[0].lower() + what[1:]


def _type_remedy(what: str) -> str:
    if re.match(r"Expected `[^`]*\bstr\b[^`]*`, got `(?:int|float|bool)`", what):
        return "put it between double quotes"
    if re.match(r"Expected `[^`]*\barray\b[^`]*`", what):
        return "write a list: [one, another], or one a line with a hyphen"
    return ""


def _suggest(name: str, names: tuple[str, ...], all_are: str) -> str:
    near = _nearest(name, names)
    known = f"{all_are} {', '.join(names)}" if names else ""
    return f'did you mean "{near[0]}"? ({known})' if near else known


def _nearest(name: str, names: tuple[str, ...]) -> list[str]:
    return difflib.get_close_matches(name, names, n=1, cutoff=0.6)


def _field_names(kind: Any) -> tuple[str, ...]:
    struct = next((option for option in _options(kind) if _is_struct(option)), None)
    return () if struct is None else tuple(field.encode_name for field in msgspec.structs.fields(struct))


def _choices(kind: Any) -> tuple[str, ...]:
    literals = (option for option in _options(kind) if typing.get_origin(option) is Literal)
    return tuple(str(choice) for literal in literals for choice in typing.get_args(literal))


def _type_at(kind: Any, steps: list[str | int]) -> Any:
    """Return the type that the path leads to within ``kind``, or None."""
    for step in steps:
        kind = next(filter(None, (_inner_type(option, step) for option in _options(kind))), None)
    return kind


def _inner_type(kind: Any, step: str | int) -> Any:
    if isinstance(step, str) and _is_struct(kind):
        return next((field.type for field in msgspec.structs.fields(kind) if field.encode_name == step), None)
    arguments = typing.get_args(kind)
    if isinstance(step, int) and typing.get_origin(kind) in (tuple, list) and arguments:
        fixed = len(arguments) > step and arguments[-1] is not Ellipsis
        return arguments[step] if fixed else arguments[0]
    return None


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _options(kind: Any) -> tuple[Any, ...]:
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return typing.get_args(kind)
    return (kind,)


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _at_mark(text: str, file: str, mark: yaml.Mark | None, message: str, remedy: str) -> Problem:
    if mark is None:
        return Problem(severity="error", file=file, message=message, remedy=remedy)
    excerpt = _line(text, mark.line + 1)
    return Problem(
        severity="error",
        file=file,
        line=mark.line + 1,
        column=min(mark.column, len(excerpt)) + 1,
        message=message,
        excerpt=excerpt,
        remedy=remedy,
    )
