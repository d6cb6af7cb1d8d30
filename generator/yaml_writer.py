"""Writes canonical YAML: one text for one value, on every machine.

PyYAML's two emitters (with and without libyaml) differ in quoting, folding and emoji, and both cost more
than this one. What stands here is a small, fixed part of YAML that every parser reads back to the letter:

* keys in the order of the value, block style, two spaces a level, no anchors, no tags;
* a text on one line, plain where nothing in it could be taken for markup, else between double quotes with
  JSON's escapes; a text of several lines (a table) as a literal block where that is exact;
* a short list or mapping of small values on one line: ``lines: [12, 15]``.
"""

from __future__ import annotations

import json
import re
from typing import Any

#: A list or mapping of small values that takes no more than this stays on one line.
FLOW_WIDTH = 64

#: What a plain scalar may not start with; a digit, sign or dot could make it a number and is looked at apart.
_BAD_START = set("-?:,[]{}#&*!|>'\"%@`=<~")
#: ": " and " #" end a plain scalar; the rest is not printable in YAML, or is a line break somewhere.
_BAD_INSIDE = re.compile(r":(?:\s|$)|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\s$")
_FLOW_PLAIN = re.compile(r"[^\W_][\w./+-]*(?: [\w./+()-]+)*")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
#: Plain scalars that this project's reader, or another, takes for something else than text.
_NOT_TEXT = re.compile(
    r"(?i:null|true|false|yes|no|on|off|y|n|\.nan|[-+]?\.inf)"
    r"|[-+]?[0-9][0-9_,.:eExXoObBa-fA-F+-]*|\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|\s).*"
)
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def dump_yaml(value: Any) -> str:
    """Return canonical YAML of ``value``: mappings with text keys, lists, texts, numbers, booleans, None."""
    lines: list[str] = []
    if isinstance(value, dict) and value:
        _write_mapping(value, "", "", lines)
    elif isinstance(value, (list, tuple)) and value:
        _write_list(value, "", "", lines)
    else:
        lines.append(_flow(value))
    return "\n".join(lines) + "\n"


def _write_mapping(mapping: dict[str, Any], first: str, pad: str, lines: list[str]) -> None:
    """Write the pairs; ``first`` stands before the first one ("- " in a list), ``pad`` before the rest."""
    lead = first
    for key, value in mapping.items():
        name = key if _PLAIN_KEY.fullmatch(key) else _quote(key)
        if isinstance(value, dict) and value:
            lines.append(f"{lead}{name}:")
            _write_mapping(value, pad + "  ", pad + "  ", lines)
        elif isinstance(value, (list, tuple)) and value:
            flow = _flow_within(value, FLOW_WIDTH)
            if flow is not None:
                lines.append(f"{lead}{name}: {flow}")
            else:
                lines.append(f"{lead}{name}:")
                _write_list(value, pad + "  ", pad + "  ", lines)
        else:
            lines.append(f"{lead}{name}: {_scalar(value, pad)}")
        lead = pad


def _write_list(items: list[Any] | tuple[Any, ...], first: str, pad: str, lines: list[str]) -> None:
    lead = first
    for item in items:
        if isinstance(item, (dict, list, tuple)) and item:
            flow = _flow_within(item, FLOW_WIDTH)
            if flow is not None:
                lines.append(f"{lead}- {flow}")
            elif isinstance(item, dict):
                _write_mapping(item, f"{lead}- ", pad + "  ", lines)
            else:
                _write_list(item, f"{lead}- ", pad + "  ", lines)
        else:
            lines.append(f"{lead}- {_scalar(item, pad)}")
        lead = pad


def _scalar(value: Any, pad: str) -> str:
    if isinstance(value, str):
        return _text(value, pad)
    return _flow(value)


def _text(text: str, pad: str) -> str:
    if _is_plain(text):
        return text
    if "\n" in text and not _UNPRINTABLE.search(text):
        parts = text.split("\n")
        if parts[0] and parts[-1] and all(part == part.strip() for part in parts):
            return "|-\n" + "\n".join(f"{pad}  {part}" if part else "" for part in parts)
    return _quote(text)


def _is_plain(text: str) -> bool:
    if not text or text[0] in _BAD_START or text[0].isspace() or _BAD_INSIDE.search(text):
        return False
    return not _NOT_TEXT.fullmatch(text)


def _quote(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _flow_within(value: Any, width: int) -> str | None:
    """Return ``value`` on one line, or None when it is too long or nested deeper than pairs of numbers."""
    if isinstance(value, dict):
        if len(value) > 4 or not all(_is_small(item) for item in value.values()):
            return None
    elif not all(_is_small(item) for item in value):
        return None
    text = _flow(value)
    return text if len(text) <= width else None


def _is_small(item: Any) -> bool:
    if isinstance(item, (list, tuple)):
        return len(item) == 2 and all(isinstance(part, int) for part in item)
    return not isinstance(item, dict) and not (isinstance(item, str) and len(item) > FLOW_WIDTH)


def _flow(value: Any) -> str:
    if isinstance(value, str):
        plain = _FLOW_PLAIN.fullmatch(value) and not _NOT_TEXT.fullmatch(value)
        return value if plain else _quote(value)
    if isinstance(value, dict):
        pairs = (
            f"{key if _PLAIN_KEY.fullmatch(key) else _quote(key)}: {_flow(item)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    raise TypeError(f"no canonical YAML for {type(value).__name__}")
