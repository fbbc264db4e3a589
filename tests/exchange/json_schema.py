"""A small reader of JSON schemas: the words that the schema of FHIR R4 uses, and no others."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
}
_KNOWN: Final = frozenset(
    {"$ref", "type", "properties", "additionalProperties", "required", "enum", "const", "pattern"}
    | {"items"}
)


class Schema:
    """Finds what is wrong with a value, by a definition of the schema."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        self._definitions = written["definitions"]

    def faults(self, value: object, definition: str, where: str = "") -> Iterator[str]:
        """One line a fault, and where it is."""
        yield from self._faults(value, self._definitions[definition], where or definition)

    def _faults(self, value: Any, rule: Mapping[str, Any], where: str) -> Iterator[str]:
        assert set(rule) <= _KNOWN, set(rule) - _KNOWN
        if "$ref" in rule:
            yield from self.faults(value, rule["$ref"].rpartition("/")[2], where)
        # Only the abstract parts of the schema say no type: what has properties is an object.
        kind = rule.get("type", "object" if "properties" in rule else "")
        is_flag = isinstance(value, bool)
        if kind and (not isinstance(value, _KINDS[kind]) or is_flag != (kind == "boolean")):
            yield f"{where} is no {kind}"
            return
        if "enum" in rule and value not in rule["enum"]:
            yield f"{where} is none of its values"
        if "const" in rule and value != rule["const"]:
            yield f"{where} is another value"
        if "pattern" in rule:
            written = value if isinstance(value, str) else json.dumps(value)
            if not re.search(rule["pattern"], written):
                yield f"{where} is written otherwise"
        for place, item in enumerate(value if "items" in rule else ()):
            yield from self._faults(item, rule["items"], f"{where}[{place}]")
        if "properties" in rule:
            yield from self._of_properties(value, rule, where)

    def _of_properties(
        self, value: Mapping[str, Any], rule: Mapping[str, Any], where: str
    ) -> Iterator[str]:
        for name in rule.get("required", ()):
            if name not in value:
                yield f"{where} has no {name}"
        for name, of_it in value.items():
            if name in rule["properties"]:
                yield from self._faults(of_it, rule["properties"][name], f"{where}.{name}")
            elif rule.get("additionalProperties") is False:
                yield f"{where}.{name} is unknown"
