"""The templates of pages for third parties: what is on each, and where that is from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from romtui.content import texts
from romtui.content.sources import read_source
from romtui.content.toml import Table, read_toml
from romtui.domain.reports.report import ReportTemplate, SectionKind, SectionTemplate
from romtui.paths import data_folder

FOLDER: Final = "reports"


def available_reports() -> Mapping[str, ReportTemplate]:
    """Every template there is, by its id."""
    files = sorted((data_folder() / FOLDER).glob("*.toml"))
    return {template.id: template for template in map(read_template, files)}


def read_template(file: Path) -> ReportTemplate:
    """Read a template. Raises ContentError, which names the file and the key."""
    content = read_toml(file)
    content.only("id", "title", "recipient", "by_code", "section", "source")
    name = content.line("id")
    if name != file.stem:
        raise content.error("id", texts.belongs_in(name))
    source = content.table("source")
    sections = tuple(map(_section, content.tables("section")))
    headings = [section.heading for section in sections]
    if not sections or len(set(headings)) != len(headings):
        raise content.error("section", texts.SECTIONS)
    return ReportTemplate(
        id=name,
        title=content.line("title"),
        recipient=content.line("recipient"),
        sections=sections,
        source=read_source(source, "date"),
        date=source.line("date"),
        by_code=content.flag("by_code", False),
    )


def _section(table: Table) -> SectionTemplate:
    table.only("kind", "heading", "ask", "required")
    section = SectionTemplate(
        kind=table.member(SectionKind, "kind"),
        heading=table.line("heading"),
        ask=table.line("ask", ""),
        required=table.flag("required", False),
    )
    if (section.kind is SectionKind.TYPED) != bool(section.ask):
        raise table.error("ask", texts.ASK_WITH_TYPED)
    return section
