"""What a person decides about a finding with one button: the form's fields to reviews, and what there is to choose.

A form names what was chosen in the names of its boxes: `other.<finding>` to merge with, `passage.<item>` to part from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from averral.errors import Permanent, Reason
from averral.gateway.context import Context
from averral.gateway.pages import labels
from averral.gateway.pages.session import Reader
from averral.model import Finding, FindingFilters, Passage, Review, ReviewAction
from averral.wire.scalars import EPOCH

#: Findings offered to merge with.
OFFERED = 8
#: Begins the action that takes a decision back; its review's id follows.
UNDO = "undo."
_ID = re.compile(r"fnd_[A-Za-z0-9]{1,64}")


async def candidates(here: Context, finding: Finding, *, wanted: bool) -> tuple[Finding, ...]:
    """Findings of the same kind and place, or day, that averral holds for another matter; none unless wanted."""
    places = tuple(place.name for place in finding.places[:1])
    time = finding.event_time
    if not wanted or not (places or time):
        return ()
    filters = FindingFilters(
        places=places,
        first=None if places or not time else time.start,
        last=None if places or not time else time.end,
    )
    found = await here.verification.list_findings(
        finding.workspace,
        kinds=(finding.kind,),
        per_topic=True,
        page_size=2 * OFFERED,
        filters=filters,
        newest_first=True,
    )
    return tuple(one for one in found.items if one.id != finding.id and one.topic != finding.topic)[:OFFERED]


def passages_of(finding: Finding) -> Mapping[str, Passage]:
    """Passages, by item, that may be about something else: all but the one that the finding is about."""
    sides = (one for origin in (*finding.supporting, *finding.opposing) for one in origin.passages)
    found = {one.item_id: one for one in (*sides, *finding.related)}
    found.pop(finding.item_id, None)
    return found


def decided(
    reader: Reader, finding: Finding, reviews: Sequence[Review], form: Mapping[str, str]
) -> tuple[Review, ...]:
    """The reviews that a form stands for; a merge is recorded with each of the findings.

    Raises:
        Permanent: INVALID_ARGUMENT where the form asks for nothing that there is.
    """
    name = form.get("action", "")
    author, note = form.get("author", "").strip()[:200] or reader.key.name, form.get("note", "")
    if name.startswith(UNDO):
        back = _taken_back(reader, reviews, name.removeprefix(UNDO))
        return (Review("", finding.id, ReviewAction.NOTE, author, f"{back} {note}".strip(), EPOCH),)
    if name not in set(ReviewAction):
        raise Permanent(Reason.INVALID_ARGUMENT, "There is no such decision.", field="action")
    action = ReviewAction(name)
    if action is ReviewAction.SPLIT:
        parted = _some(_chosen(form, "passage."), "Tick the passages that are about something else.")
        return (Review("", finding.id, action, author, note, EPOCH, parted),)
    if action is ReviewAction.MERGE:
        named = dict.fromkeys((*_chosen(form, "other."), *_ID.findall(form.get("others", ""))))
        others = _some(tuple(named), "Tick the findings that say the same, or give their addresses.")
        own = Review("", finding.id, action, author, note, EPOCH, others)
        return (own, *(Review("", one, action, author, note, EPOCH, (finding.id,)) for one in others))
    return (Review("", finding.id, action, author, note, EPOCH),)


def _chosen(form: Mapping[str, str], prefix: str) -> tuple[str, ...]:
    return tuple(name.removeprefix(prefix) for name in form if name.startswith(prefix))


def _some(chosen: tuple[str, ...], hint: str) -> tuple[str, ...]:
    if not chosen:
        raise Permanent(Reason.INVALID_ARGUMENT, hint, field="related_ids")
    return chosen


def _taken_back(reader: Reader, reviews: Sequence[Review], review_id: str) -> str:
    """The note that takes a decision back, in the language of who does."""
    found = next((one for one in reviews if one.id == review_id), None)
    if found is None:
        raise Permanent(Reason.INVALID_ARGUMENT, "There is no such decision to take back.", field="action")
    ui = reader.interface
    told = {
        "decision": ui.texts.gettext(labels.ACTIONS[found.action]),
        "author": found.author,
        "at": ui.moment(found.at),
    }
    return ui.texts.gettext(labels.TAKEN_BACK) % told
