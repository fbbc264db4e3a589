"""The resources of a Bundle as they were read: the latest version of each, found by reference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from romtui.domain.errors import UserError
from romtui.exchange.fhir import texts
from romtui.validated import parse_json

Resource = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource; `number` is its place in the file, from 1, `reference` how others name it."""

    number: int
    reference: str
    content: Resource

    @property
    def kind(self) -> str:
        """The type of the resource."""
        return str(self.content["resourceType"])


def parse(content: bytes) -> Resource | None:
    """The JSON of FHIR, not judged yet; None where the file is something else."""
    try:
        given = parse_json(content)
    except (ValueError, RecursionError, UserError):
        return None
    return given if isinstance(given, dict) and "resourceType" in given else None


@dataclass(frozen=True, slots=True)
class Resources:
    """All of a file, and each by the names that a reference may use."""

    entries: Sequence[Entry]
    by_name: Mapping[str, Entry]

    def found(self, kind: str, reference: object) -> Entry | None:
        """The resource of a kind that a reference names."""
        entry = self.by_name.get(reference) if isinstance(reference, str) else None
        return entry if entry is not None and entry.kind == kind else None

    def of(self, *kinds: str) -> Iterator[Entry]:
        """Those of some kinds, in the order of the file."""
        return (entry for entry in self.entries if entry.kind in kinds)


def resources_of(given: Resource) -> Resources:
    """The resources of a Bundle or a single one: of several versions of one the latest.

    Raises UserError where it cannot be told which is the latest.
    """
    listed = given.get("entry", []) if given["resourceType"] == "Bundle" else [{"resource": given}]
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise UserError(texts.NO_FHIR)
    latest: dict[str, tuple[int, Entry]] = {}
    for number, entry in enumerate(listed, start=1):
        resource = entry.get("resource")
        if not isinstance(resource, dict) or "resourceType" not in resource:
            continue
        reference = str(entry.get("fullUrl") or _local(resource) or f"entry {number}")
        version, before = _version(resource), latest.get(reference)
        if before is not None and (version is None or version == before[0]):
            raise UserError(texts.entry_twice(number))
        if before is None or (version or 0) > before[0]:
            latest[reference] = (version or 0, Entry(number, reference, resource))
    entries = [entry for _, entry in latest.values()]
    local = {_local(entry.content): entry for entry in entries}
    return Resources(entries, local | {entry.reference: entry for entry in entries})


def _local(resource: Resource) -> str:
    return f"{resource['resourceType']}/{resource['id']}" if "id" in resource else ""


def _version(resource: Resource) -> int | None:
    version = objects(resource, "meta").get("versionId")
    return int(version) if isinstance(version, str) and version.isdecimal() else None


def objects(resource: Resource, *path: str) -> Resource:
    """The object at a path; an empty one where there is none."""
    for name in path:
        inner = resource.get(name)
        resource = inner if isinstance(inner, dict) else {}
    return resource


def listed(resource: Resource, name: str) -> Iterator[Resource]:
    """The objects of a list; none where there is no such list."""
    inner = resource.get(name)
    if isinstance(inner, list):
        yield from (one for one in inner if isinstance(one, dict))


def codings(concept: Resource) -> set[tuple[str, str]]:
    """System and code of each coding."""
    return {(str(one.get("system")), str(one.get("code"))) for one in listed(concept, "coding")}
