"""What a person may record about a finding, checked before it is stored."""

from __future__ import annotations

from averral.errors import Permanent, Reason
from averral.model import Finding, Review, ReviewAction

LONGEST_AUTHOR, LONGEST_NOTE, MOST_RELATED = 200, 10_000, 50
"""Code points and items, as the proto states them."""


def check_review(review: Review, finding: Finding) -> None:
    """Refuses a review that does not say who decided what.

    Raises:
        Permanent: INVALID_ARGUMENT, naming the field.
    """
    if not review.author.strip() or len(review.author) > LONGEST_AUTHOR:
        raise _bad("author", f"The author has 1 to {LONGEST_AUTHOR} characters: say who decided.")
    if len(review.note) > LONGEST_NOTE:
        raise _bad("note", f"The note has {len(review.note)} characters, the limit is {LONGEST_NOTE}.")
    if review.action is ReviewAction.NOTE and not review.note.strip():
        raise _bad("note", "A note without words says nothing: write some.")
    _check_related(review, finding)


def _check_related(review: Review, finding: Finding) -> None:
    related = review.related_ids
    if review.action not in (ReviewAction.MERGE, ReviewAction.SPLIT):
        if related:
            raise _bad("related_ids", f"{review.action.value} has no related ids: leave them out.")
        return
    if not 1 <= len(related) <= MOST_RELATED or len(set(related)) != len(related):
        raise _bad("related_ids", f"Name 1 to {MOST_RELATED} different ids.")
    if review.action is ReviewAction.MERGE and finding.id in related:
        raise _bad("related_ids", "A finding cannot be merged with itself: name other findings.")
    if review.action is ReviewAction.SPLIT:
        unknown = set(related) - passage_items(finding)
        if unknown:
            raise _bad("related_ids", f"{min(unknown)} is no passage of this finding: give item ids.")


def passage_items(finding: Finding) -> set[str]:
    """Items of the passages that a finding shows, the one that it is about left out."""
    shown = [p for origin in (*finding.supporting, *finding.opposing) for p in origin.passages]
    return {passage.item_id for passage in (*shown, *finding.related)} - {finding.item_id}


def same_decision(stored: Review, asked: Review) -> bool:
    """Whether two reviews say the same; time and id are ours."""
    return (stored.finding_id, stored.action, stored.author, stored.note, stored.related_ids) == (
        asked.finding_id,
        asked.action,
        asked.author,
        asked.note,
        asked.related_ids,
    )


def _bad(field: str, message: str) -> Permanent:
    return Permanent(Reason.INVALID_ARGUMENT, message, field=f"review.{field}", metadata={"field": field})
