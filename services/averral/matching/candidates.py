"""Which items of other documents are worth comparing: near in meaning, or alike in what happened where and to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

import numpy as np

from averral.language import concepts, events, gazetteer
from averral.language.entities import acts_for
from averral.language.matters import find_matters, is_common
from averral.language.names import name_key
from averral.language.place_names import keys_named
from averral.language.place_relations import sounds_of
from averral.matching.corpus.links import rows_with_keys
from averral.matching.corpus.store import Corpus
from averral.matching.index.cache import IndexCache, InTime
from averral.matching.items import Core, Item
from averral.matching.relations.comparable import SHORTEST_SOUND, SPOKEN
from averral.matching.relations.speakers import OFFICE
from averral.model import Attribution, Claim, ClaimKind, Filters, Place, Quote

#: Cosine below which nearness says nothing: unrelated sentences reach 0.2. A question has few words to be near by,
#: and is asked once: all that the index finds for it is looked at.
NEAR, NEAR_QUESTION = 0.3, -1.0
#: Days round an item within which keys count.
DAYS = 45
#: Of the claims, and of the quotes, nearest in meaning, those taken that were published longer before or after and
#: share no key: claims are another event of the sort, and a few are enough to show; a quote may be repeated much later.
FAR, FAR_QUOTES = 4, 10
#: Items taken for each key.
PER_KEY = 40
#: Places of the text round a claim by which it is found too.
CONTEXT_PLACES = 2
#: Places, and people, of a document by which its claims are found.
TOLD = 3
#: Kinds of which every report has many.
_OPEN = frozenset({ClaimKind.STATEMENT, ClaimKind.OTHER})
#: Matters of a claim by which it is found.
MATTERS = 4
#: Runs of words of a question that are looked up as names of places.
MOST_SOUNDS = 120
#: Units whose figure alone leads to other reports of it.
_TELLING_UNITS = frozenset(
    {"killed", "wounded", "captured", "displaced", "besieged", "missing", "detained", "released"}
)


def keys_of(core: Claim | Quote, day: date | None, told: Sequence[str] = ()) -> tuple[tuple[str, int], ...]:
    """What an item can be found by, each with its day (0 unknown): the question it answers joined with a name.

    `told` are the names of its document: what one report leaves out of a sentence another tells in it.
    """
    ordinal = day.toordinal() if day else 0
    found = _quote_keys(core) if isinstance(core, Quote) else _claim_keys(core)
    within = () if isinstance(core, Quote) or core.kind in _OPEN else told
    keys = (*found, *(f"{core.kind.value}^{name}" for name in within))
    return tuple((key, ordinal) for key in dict.fromkeys(keys))


def told_in(items: Sequence[Item]) -> tuple[str, ...]:
    """Names that a document's items, which are all of it, tell most often: places but countries, and who speaks."""
    claims = [item.claim for item in items if item.claim is not None]
    places = Counter(place.key for claim in claims for place in claim.places if not _is_country(place))
    speakers = (item.speaker for item in items if item.claim is None)
    people = Counter(
        speaker.key
        for speaker in speakers
        if speaker is not None and not speaker.anonymous and len(speaker.key) > SHORTEST_SOUND
    )
    return tuple(key for names in (places, people) for key, _ in names.most_common(TOLD))


def _is_country(place: Place) -> bool:
    listed = gazetteer.listed(place.key)
    return not place.key or (listed is not None and listed.kind == "country")


def find_candidates(
    corpus: Corpus,
    index: IndexCache,
    workspace: str,
    items: Sequence[Item],
    filters: Filters,
    limit: int,
    *,
    asked: bool = False,
) -> dict[str, tuple[Core, ...]]:
    """For each item's id the items of other documents to compare it with; claims meet claims, quotes meet quotes.

    At most `limit` come from the vectors and as many from the keys. `asked` items are questions, which are looked
    up also by any words of theirs that may name an unlisted place.
    """
    near_enough = NEAR_QUESTION if asked else NEAR
    in_time = index.in_time(DAYS)
    rows: dict[str, list[int]] = {item.id: [] for item in items}
    for quotes in (False, True):
        same = [item for item in items if (item.claim is None) == quotes]
        if same:
            near = index.search(
                workspace, np.stack([item.vector for item in same]), filters, limit, quotes=quotes
            )
            for item, hits in zip(same, near, strict=True):
                found = [row for row, cosine in hits if item.scale(cosine) >= near_enough]
                rows[item.id] += found if asked else _in_time(found, item, in_time)
    told, wanted = told_in(items), keys_named(filters.places)
    keys = {
        item.id: (
            *keys_of(item.core, item.day, told),
            *(_sound_keys(item) if asked else ()),
            *_keys_at(item, wanted),
        )
        for item in items
    }
    for name, found_by_key in rows_with_keys(corpus, workspace, keys, DAYS, PER_KEY).items():
        rows[name] += found_by_key[:limit]
    allowed = index.allowed(workspace, filters)
    near_rows = {key: [row for row in found if allowed(row)] for key, found in rows.items()}
    loaded = _load(corpus, workspace, items, near_rows)
    return loaded if not wanted else {name: _at(found, wanted) for name, found in loaded.items()}


def _keys_at(item: Item, places: AbstractSet[str]) -> tuple[tuple[str, int], ...]:
    """Keys of what happened of the item's kind at the places that somebody asks about."""
    ordinal = item.day.toordinal() if item.day else 0
    return tuple((f"{item.kind}@{place}", ordinal) for place in sorted(places)[:MOST_SOUNDS])


def _at(found: Sequence[Core], places: AbstractSet[str]) -> tuple[Core, ...]:
    """The claims that are about any of the places, or stand in a text about it."""
    return tuple(
        each
        for each in found
        if isinstance(each.core, Claim)
        and not places.isdisjoint(place.key for place in (*each.core.places, *each.core.context_places))
    )


def _in_time(rows: Sequence[int], item: Item, in_time: InTime) -> Iterator[int]:
    """The rows, of those far in time only the first few."""
    left = FAR if item.claim is not None else FAR_QUOTES
    for row in rows:
        near = in_time(row, item.published)
        if near or left:
            yield row
            left -= not near


def _load(
    corpus: Corpus, workspace: str, items: Sequence[Item], rows: dict[str, list[int]]
) -> dict[str, tuple[Core, ...]]:
    ids = corpus.ids_of_rows(dict.fromkeys(row for found in rows.values() for row in found))
    own = {item.document.id for item in items}
    foreign = {row: item_id for row, (item_id, document_id) in ids.items() if document_id not in own}
    cores = corpus.cores(workspace, list(foreign.values()))
    loaded = {row: cores[item_id] for row, item_id in foreign.items() if item_id in cores}
    return {
        item.id: tuple(
            loaded[row]
            for row in dict.fromkeys(rows[item.id])
            if row in loaded and isinstance(loaded[row].core, Quote) == (item.claim is None)
        )
        for item in items
    }


def _claim_keys(claim: Claim) -> Iterator[str]:
    slot = concepts.concept(claim.predicate).slot if claim.predicate else ""
    places = _place_keys(claim)
    parties = {key for party in claim.participants if party.key for key in (party.key, acts_for(party.key))}
    for about in filter(None, (slot, claim.kind.value, *_crossing(claim))):
        yield from (f"{about}@{place}" for place in places)
        yield from (f"{about}#{party}" for party in sorted(parties))
    for quantity in claim.quantities:
        if quantity.unit in _TELLING_UNITS:
            yield f"{quantity.unit}={quantity.best:g}"
            yield from (f"{quantity.unit}@{place}" for place in places)
    if claim.predicate and claim.kind in SPOKEN:
        # Who wants talks on a withdrawal, and who will hear nothing of it, answer two questions about one subject.
        said = [each.key for each in claim.attribution if _is_speaker(each)]
        for topic in sorted(events.topics_in(claim.text, claim.language)):
            yield from (f"about:{topic}@{place}" for place in places)
            yield from (f"about:{topic}#{key}" for key in said)
    for matter in _telling(claim):
        yield from (f"{matter}@{place}" for place in places)


def _crossing(claim: Claim) -> list[str]:
    """The claim's kind with each other that may bear on it, if one tells a position: who adopts it is in agreement."""
    kinds = concepts.kinds_beside(claim.predicate) if claim.predicate else ()
    pairs = ({claim.kind.value, kind} for kind in kinds)
    return sorted("+".join(sorted(pair)) for pair in pairs if not SPOKEN.isdisjoint(pair))


def _is_speaker(link: Attribution) -> bool:
    return link.level == "speaker" and not link.anonymous and len(link.key) > SHORTEST_SOUND


def _place_keys(claim: Claim) -> list[str]:
    """Keys of the places, and their sound: what one script lists another may not."""
    places = [place for place in (*claim.places, *claim.context_places[:CONTEXT_PLACES]) if place.key]
    sounds = ("~" + name_key(place.name, claim.language).replace(" ", "") for place in places)
    named = [key for key in sounds if len(key) >= SHORTEST_SOUND]
    return list(dict.fromkeys((*(place.key for place in places), *named)))


def _telling(claim: Claim) -> list[str]:
    """The matters that tell the claim from others about its place."""
    found = dict.fromkeys(one.label for one in find_matters(claim.text, claim.language))
    return [label for label in found if not is_common(label)][:MATTERS]


def _sound_keys(item: Item) -> tuple[tuple[str, int], ...]:
    """Keys of a claim without places, as if each run of its words were the name of one that no gazetteer lists."""
    claim = item.claim
    if claim is None or claim.places:
        return ()
    ordinal = item.day.toordinal() if item.day else 0
    sounds = sorted(key for key in sounds_of(claim.text, claim.language) if len(key) > SHORTEST_SOUND)
    return tuple((f"{claim.kind.value}@{key}", ordinal) for key in sounds[:MOST_SOUNDS])


def _quote_keys(quote: Quote) -> Iterator[str]:
    speaker = quote.speaker
    if speaker and speaker.key and not speaker.anonymous:
        # A minister speaks for the state.
        office = acts_for(speaker.affiliation) if speaker.affiliation.startswith(OFFICE) else ""
        yield from (f"speaker:{key}" for key in (speaker.key, office) if key)
