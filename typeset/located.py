"""YAML with the line of every value, and a validator's errors as problems with lines.

Enters: the text of a YAML file; pydantic's errors.  Leaves: plain values (every scalar as text) with their lines;
`Problem`s.  Never knows what a manifest holds.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import yaml

from typeset.errors import ManifestError, Problem

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Path = tuple[int | str, ...]

# A manifest of a thousand stories with everything said has some 20,000 values; an alias bomb has more.
MOST_VALUES = 200_000
DEEPEST = 20
# What to do about a fault that people meet often, by the parser's words for it.
YAML_REMEDIES = {
    "mapping values are not allowed in this context": "put text that holds a colon in quotation marks",
    "found character that cannot start any token": "indent with spaces, not tabs, and put such text in quotation marks",
}


@dataclass(frozen=True, slots=True)
class Located:
    """Values read from YAML. lines: the path of each value → its line, counted from 1."""

    value: Any
    lines: Mapping[Path, int]
    name: str

    def where(self, path: Path) -> str:
        """ "book.yaml:7" for the line of the nearest value at or above a path."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"


def read_yaml(text: str, name: str) -> Located:
    """Read one YAML document; every scalar stays the text that was written (1984, no and 3.10 too).

    Raises ManifestError (with the line) for broken YAML, a key given twice, and values nested or repeated without end.
    """
    # The C parser where it is there: the same nodes and marks, ten times as fast.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse_depth(yaml.parse(text, Loader=loader), name)
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        fault = error.problem or error.context or "it cannot be parsed"
        remedy = YAML_REMEDIES.get(fault, "mend this line or the one above")
        raise ManifestError(Problem(f"broken YAML: {fault}", where, remedy)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ManifestError(Problem("broken YAML: it cannot be read as text", name, "save it as UTF-8 text")) from error
    lines: dict[Path, int] = {}
    value = None if root is None else _value(root, (), lines, name)
    return Located(value, lines, name)


def _refuse_depth(events: Iterable[yaml.Event], name: str) -> None:
    """Composing is recursive, in C: what is nested without end is refused before it overflows the stack."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            where = f"{name}:{event.start_mark.line + 1}" if event.start_mark else name
            raise ManifestError(Problem("values are nested too deep", where, "write it plainly"))


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:
    where = f"{name}:{node.start_mark.line + 1}"
    if len(path) > DEEPEST or len(lines) > MOST_VALUES:
        raise ManifestError(
            Problem("values are nested too deep or repeated too often", where, "write it plainly, without aliases")
        )
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            line = key_node.start_mark.line + 1
            if key in mapping:
                raise ManifestError(Problem(f"the key “{key}” is given twice", f"{name}:{line}", "keep one of them"))
            lines[(*path, key)] = line
            mapping[key] = _value(value_node, (*path, key), lines, name)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines, name) for index, item in enumerate(node.value)]
    return str(node.value)


def problems_of(errors: Iterable[ErrorDetails], located: Located, model: type[BaseModel]) -> tuple[Problem, ...]:
    """A validator's errors as problems, in the order of their lines."""
    errors = list(errors)
    # A list whose entries are all faulty is not empty, and a key that is there in another spelling is not missing:
    # one fault is told once.
    parents = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    meant = {(*path[:-1], _near(str(path[-1]), _keys_at(model, path[:-1])) or "") for path in unknown}
    echoes: dict[str, set[Path]] = {"too_short": parents, "missing": meant}
    told = (error for error in errors if error["loc"] not in echoes.get(error["type"], set()))
    return tuple(sorted((_problem(error, located, model) for error in told), key=_line_of))


def _line_of(problem: Problem) -> int:
    return int(problem.where.rpartition(":")[2])


def _problem(error: ErrorDetails, located: Located, model: type[BaseModel]) -> Problem:
    path: Path = tuple(error["loc"])
    key = next((str(step) for step in reversed(path) if isinstance(step, str) and step != "[key]"), "")
    where = located.where(path)
    match error["type"]:
        case "missing":
            return Problem(f"the key “{key}” is missing", where, f"add a line “{key}: …”")
        case "extra_forbidden":
            return Problem(f"unknown key “{key}”", where, _suggestion(key, _keys_at(model, path[:-1])))
        case "literal_error":
            return Problem(f"{key} “{error['input']}” is not known", where, f"write {error['ctx']['expected']}")
        case "bool_parsing":
            return Problem(f"{key} “{_shown(error['input'])}” is neither true nor false", where, "write true or false")
        case "too_short":
            return Problem(f"“{key}” is empty", where, "give at least one")
        case "string_too_long":
            return Problem(f"“{key}” is too long", where, f"keep it under {error['ctx']['max_length']} characters")
        case "string_type":
            return Problem(f"“{key}” is not text", where, f"write “{key}: …” on one line")
        case "tuple_type":
            return Problem(
                f"“{key}” is not a list", where, f"write each on a line of its own below “{key}:”, as “  - …”"
            )
        case "model_type" | "dict_type":
            remedy = f"the keys here are {', '.join(_keys_at(model, path))}"
            return Problem(f"“{key}” is not a mapping of keys to values", where, remedy)
        case "greater_than_equal" | "less_than_equal" as bound:
            limit = f"at least {error['ctx']['ge']:g}" if bound[0] == "g" else f"at most {error['ctx']['le']:g}"
            return Problem(f"{key} “{error['input']}” is out of bounds", where, f"give {limit} points")
    what, _, remedy = error["msg"].partition("; ")
    given = f" “{_shown(error['input'])}”" if isinstance(error["input"], str) and error["input"] else ""
    return Problem(f"{key}{given} {what[:1].lower()}{what[1:]}" if key else what, where, remedy)


def _shown(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _suggestion(key: str, keys: tuple[str, ...]) -> str:
    near = _near(key, keys)
    return f"did you mean “{near}”?" if near else f"the keys here are {', '.join(keys)}"


def _near(key: str, keys: tuple[str, ...]) -> str | None:
    return next(iter(difflib.get_close_matches(key.lower(), keys, n=1, cutoff=0.6)), None)


def _keys_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The keys that the mapping at a path of a model may have."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field's annotation speaks of, through tuples, dicts and unions."""
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
