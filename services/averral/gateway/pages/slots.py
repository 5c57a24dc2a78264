"""Claims side by side, slot by slot: how many, who, where, when, what came of it, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from averral.gateway.pages import labels
from averral.gateway.pages.interface import Interface
from averral.model import Claim, Modality, Passage, Polarity, Qualifier, Quantity, Relation, RelationReason

#: The column in which a difference shows.
COLUMNS: Mapping[RelationReason, str] = {
    RelationReason.VALUE: "number",
    RelationReason.UNIT: "number",
    RelationReason.POPULATION: "number",
    RelationReason.OUTCOME: "what",
    RelationReason.POLARITY: "what",
    RelationReason.MODALITY: "what",
    RelationReason.CONTROL: "who",
    RelationReason.ACTOR: "who",
    RelationReason.PLACE: "where",
    RelationReason.TIME: "when",
    RelationReason.AS_OF: "when",
    RelationReason.SPEAKER: "said",
    RelationReason.DENIAL: "what",
}


@dataclass(frozen=True)
class Row:
    """One report's claim."""

    side: str
    """own, supporting, opposing or related."""
    passage: Passage
    number: tuple[str, ...]
    what: str
    manner: tuple[str, ...]
    who: tuple[str, ...]
    where: tuple[str, ...]
    near: bool
    """The place is the nearest of the text, not the claim's own."""
    when: str
    dated: bool
    """The day is the event's; otherwise it is the report's."""
    said: str
    relation: Relation | None = None

    @property
    def differs(self) -> frozenset[str]:
        """Columns in which it differs from the claim that the finding is about."""
        reasons = self.relation.reasons if self.relation else ()
        return frozenset(COLUMNS[reason] for reason in reasons if reason in COLUMNS)


def make_row(
    ui: Interface, side: str, passage: Passage, claim: Claim, relation: Relation | None = None
) -> Row:
    """The claim's slots in the words of the interface."""
    places = claim.places or claim.context_places[:1]
    time = claim.event_time
    manner = [labels.MODALITIES[claim.modality]] if claim.modality is not Modality.ASSERTED else []
    if claim.polarity is Polarity.NEGATED:
        manner.append(labels.POLARITIES[claim.polarity])
    return Row(
        side=side,
        passage=passage,
        number=tuple(quantity_text(ui, quantity) for quantity in claim.quantities),
        what=claim.predicate,
        manner=tuple(ui.texts.gettext(word) for word in manner),
        who=tuple(dict.fromkeys(one.name for one in claim.participants)),
        where=tuple(dict.fromkeys(place.name for place in places)),
        near=not claim.places,
        when=ui.days(time.start, time.end) if time else "",
        dated=bool(time and time.basis != "published"),
        said=passage.speaker or passage.outlet,
        relation=relation,
    )


def quantity_text(ui: Interface, quantity: Quantity) -> str:
    """A number with its qualifier and what it counts: at least 27 killed (soldiers)."""
    low, high = quantity.low, quantity.high
    bounded = quantity.qualifier is Qualifier.RANGE and low is not None and high is not None
    form = labels.QUALIFIERS[
        quantity.qualifier if bounded or quantity.qualifier is not Qualifier.RANGE else Qualifier.EXACT
    ]
    number = ui.texts.gettext(form) % {
        "number": ui.number(quantity.best),
        "low": ui.number(low or 0),
        "high": ui.number(high or 0),
    }
    unit = _word(ui, quantity.unit, labels.UNITS)
    population = _word(ui, quantity.population, labels.POPULATIONS)
    counted = unit if population in ("", unit) else f"{unit} ({population})" if unit else population
    return f"{number} {counted}".strip()


def relations_by_item(item_id: str, relations: Sequence[Relation]) -> dict[str, Relation]:
    """The relation to each other item."""
    return {one.b_id if one.a_id == item_id else one.a_id: one for one in relations}


def _word(ui: Interface, name: str, table: Mapping[str, str]) -> str:
    label = table.get(name, name)
    return ui.texts.gettext(label) if label else ""
