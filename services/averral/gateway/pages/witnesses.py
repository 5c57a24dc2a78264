"""Who stands behind the reports of many findings: witnesses and outlets, each once, however they are spelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from averral.language.names import name_key
from averral.model import Finding, Origin

#: Sound keys shorter than this are shared by too many names.
_TELLING = 4


@dataclass(frozen=True)
class Witness:
    """One origin over all findings looked at."""

    names: Counter[str] = field(default_factory=Counter)
    """Spellings, in whatever scripts."""
    outlets: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    """Why passages counted as one witness."""
    findings: list[Finding] = field(default_factory=list)


def witnesses(findings: Sequence[Finding]) -> list[Witness]:
    """Origins of the findings, those with the most findings first."""
    found: dict[str, Witness] = {}
    for finding in findings:
        for origin in (*finding.supporting, *finding.opposing):
            if origin.label:
                _add(found.setdefault(_key(origin), Witness()), origin, finding)
    return sorted(found.values(), key=lambda one: (-len(one.findings), min(one.names)))


def _add(witness: Witness, origin: Origin, finding: Finding) -> None:
    witness.names[origin.label] += 1
    witness.outlets.update({passage.outlet for passage in origin.passages if passage.outlet})
    witness.levels.update({link.level.value for link in origin.links})
    if finding not in witness.findings[-1:]:
        witness.findings.append(finding)


def _key(origin: Origin) -> str:
    """One name in several scripts sounds alike; an outlet is itself only."""
    first = origin.passages[0] if origin.passages else None
    if first is None or first.speaker != origin.label:
        return origin.label.casefold()
    key = name_key(origin.label, first.language)
    return f"~{key}" if len(key.replace(" ", "")) >= _TELLING else origin.label.casefold()
