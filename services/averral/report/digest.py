"""What the charts show, gathered from findings one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from averral.model import ALARMING, Finding, FindingState
from averral.report.rows import outlets, own_passage

#: Units whose counts are tolls.
TOLLS = frozenset(
    {"killed", "wounded", "captured", "displaced", "besieged", "missing", "detained", "released"}
)
#: Conflicts shown with their passages, events shown as charts, outlets shown in the table and the bars.
MOST_CONFLICTS, MOST_CHARTS, MOST_OUTLETS = 100, 12, 14
#: Events whose tolls are held while findings are read.
_MOST_EVENTS = 5_000


@dataclass(frozen=True, slots=True)
class Toll:
    """One reported figure: when it was known, by whom, how it was qualified."""

    at: datetime
    origin: str
    value: float
    qualifier: str


@dataclass(slots=True)
class Event:
    """The tolls of one event in one unit."""

    title: str
    language: str
    unit: str
    tolls: set[Toll] = field(default_factory=set)

    @property
    def origins(self) -> list[str]:
        """Who reported, earliest first."""
        ordered = sorted(self.tolls, key=lambda toll: (toll.at, toll.origin))
        return list(dict.fromkeys(toll.origin for toll in ordered))

    @property
    def telling(self) -> tuple[int, int]:
        """How much a chart of it shows: origins that differ, then points."""
        return len({(toll.origin, toll.value) for toll in self.tolls}), len(self.tolls)


@dataclass(frozen=True, slots=True)
class Share:
    """Claims of one outlet or kind by how many origins they have."""

    name: str
    corroborated: int
    single: int
    disputed: int

    @property
    def total(self) -> int:
        """All claims that are counted."""
        return self.corroborated + self.single + self.disputed


class Digest:
    """Takes findings one by one; holds counts, not findings, but for the conflicts that are shown."""

    def __init__(self) -> None:
        self.findings = 0
        self.states: Counter[FindingState] = Counter()
        self.conflicts: list[Finding] = []
        self.conflict_topics: set[str] = set()
        self._events: dict[tuple[str, str], Event] = {}
        self._against: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_outlet: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._by_kind: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, finding: Finding) -> None:
        """Counts one finding."""
        self.findings += 1
        self.states[finding.state] += 1
        self._share(finding)
        self._tolls(finding)
        if finding.opposing:
            for one, other in product(outlets(finding.supporting), outlets(finding.opposing)):
                if one != other:
                    self._against[min(one, other), max(one, other)].add(finding.topic)
        if finding.state in ALARMING and finding.topic not in self.conflict_topics:
            self.conflict_topics.add(finding.topic)
            if len(self.conflicts) < MOST_CONFLICTS:
                self.conflicts.append(finding)

    def add_all(self, findings: Iterable[Finding]) -> Digest:
        """Counts them all."""
        for finding in findings:
            self.add(finding)
        return self

    def _share(self, finding: Finding) -> None:
        group = _group(finding)
        own = own_passage(finding)
        if not group:
            return
        self._by_kind[finding.kind][group] += 1
        if own is not None and own.outlet:
            self._by_outlet[own.outlet][group] += 1

    def _tolls(self, finding: Finding) -> None:
        labels = {origin.id: origin.label for origin in (*finding.supporting, *finding.opposing)}
        for point in finding.timeline:
            read = _read_value(point.value)
            if read is None or point.as_of is None or point.origin_id not in labels:
                continue
            qualifier, value, unit = read
            key = (finding.topic, unit)
            if key not in self._events and len(self._events) >= _MOST_EVENTS:
                continue
            event = self._events.setdefault(key, Event(finding.text, finding.language, unit))
            event.tolls.add(Toll(point.as_of, labels[point.origin_id], value, qualifier))

    @property
    def events(self) -> list[Event]:
        """Events that several origins counted, most telling first."""
        told = [event for event in self._events.values() if len(event.origins) > 1]
        shown: list[Event] = []
        for event in sorted(told, key=lambda event: event.telling, reverse=True):
            if len(shown) < MOST_CHARTS and not any(_alike(event, other) for other in shown):
                shown.append(event)
        return shown

    @property
    def against(self) -> tuple[list[str], dict[tuple[str, str], int]]:
        """The outlets that contradict others most, and on how many matters each two do."""
        counts = {pair: len(topics) for pair, topics in self._against.items()}
        weight: Counter[str] = Counter()
        for (one, other), count in counts.items():
            weight[one] += count
            weight[other] += count
        return [name for name, _ in weight.most_common(MOST_OUTLETS)], counts

    @property
    def outlet_shares(self) -> list[Share]:
        """By outlet, those with most claims first."""
        return _shares(self._by_outlet)[:MOST_OUTLETS]

    @property
    def kind_shares(self) -> list[Share]:
        """By kind of claim, the most frequent first."""
        return _shares(self._by_kind)

    @property
    def overall(self) -> Share:
        """All claims together."""
        total = sum(self._by_kind.values(), Counter[str]())
        return Share("", total["corroborated"], total["single"], total["disputed"])


def _alike(event: Event, shown: Event) -> bool:
    """Whether a chart of the event would show little that another does not: one count, told of in two findings."""
    return event.unit == shown.unit and 2 * len(event.tolls & shown.tolls) >= len(event.tolls)


def _group(finding: Finding) -> str:
    """What the claim counts for; quotes and what nobody can check count for nothing."""
    if finding.kind == "quote" or not finding.supporting:
        return ""
    if finding.opposing:
        return "disputed"
    return "single" if finding.origins_for == 1 else "corroborated"


def _shares(counted: dict[str, Counter[str]]) -> list[Share]:
    found = [Share(name, n["corroborated"], n["single"], n["disputed"]) for name, n in counted.items()]
    return sorted(found, key=lambda share: (-share.total, share.name))


def _read_value(value: str) -> tuple[str, float, str] | None:
    """Qualifier, figure and unit of a timeline's value, where it is a toll."""
    qualifier, _, rest = value.partition(" ")
    figure, _, unit = rest.partition(" ")
    unit = unit.partition(" ")[0]
    try:
        return (qualifier, float(figure), unit) if unit in TOLLS else None
    except ValueError:
        return None
