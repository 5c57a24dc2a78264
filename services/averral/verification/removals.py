"""Which documents a caller wants removed."""

from __future__ import annotations

from averral.errors import Permanent, Reason
from averral.runtime.ports import MatchingPort

#: Documents found in one page.
_PAGE = 100


async def find(matching: MatchingPort, workspace: str, document_id: str, external_id: str) -> tuple[str, ...]:
    """Ids of the documents.

    Raises:
        Permanent: INVALID_ARGUMENT when not one of both ids is given, NOT_FOUND when there is no such document.
    """
    if bool(document_id) == bool(external_id):
        raise Permanent(
            Reason.INVALID_ARGUMENT,
            "Name the document by one of document_id and external_id.",
            field="document_id",
            metadata={"field": "document_id"},
        )
    if document_id:
        return ((await matching.get_document(workspace, document_id)).document.id,)
    found = await under(matching, workspace, external_id)
    if not found:
        raise Permanent(
            Reason.NOT_FOUND,
            f"There is no document with the external id {external_id} in this workspace: check it.",
            field="external_id",
            metadata={"external_id": external_id},
        )
    return found


async def under(matching: MatchingPort, workspace: str, external_id: str) -> tuple[str, ...]:
    """Ids of the documents that came under a caller's id, of whatever source."""
    found: list[str] = []
    token = ""
    while True:
        page = await matching.list_documents(
            workspace, page_size=_PAGE, page_token=token, external_id=external_id
        )
        found += [record.document.id for record in page.items]
        token = page.next_page_token
        if not token:
            return tuple(found)
