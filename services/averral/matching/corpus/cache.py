"""Items as they were last read: the reports of one event are each other's candidates and evidence, again and again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from averral.matching.items import Core, Item
from averral.matching.names import Names
from averral.model import Document, Extraction

Value = TypeVar("Value")
#: A document, what was found in it, and what it names with the language that it was read in.
Text = tuple[Document, Extraction | None, tuple[str, Names] | None]

#: Some 4 KB for a core, which its item shares, and for a text, which all items of one document share.
MOST_CORES, MOST_ITEMS, MOST_TEXTS = 16_384, 8_192, 2_048


class Recent(Generic[Value]):
    """The values that were used last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Value] = OrderedDict()

    def get(self, key: Hashable) -> Value | None:
        """The value, which is the latest used now."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: Hashable, value: Value) -> None:
        """Keeps a value, if need be in place of the one that nobody asked for longest."""
        self._held[key] = value
        if len(self._held) > self._most:
            self._held.popitem(last=False)

    def drop(self, key: Hashable) -> None:
        """Forgets a value."""
        self._held.pop(key, None)

    def clear(self) -> None:
        """Forgets all."""
        self._held.clear()


class ItemCache:
    """Cores, items and texts by workspace and id, as of one revision of the corpus."""

    def __init__(self) -> None:
        self._revision = ""
        self.cores: Recent[Core] = Recent(MOST_CORES)
        self.items: Recent[Item] = Recent(MOST_ITEMS)
        self.texts: Recent[Text] = Recent(MOST_TEXTS)
        self.rows: Recent[tuple[str, str]] = Recent(MOST_CORES)
        """By row number: the ids of the item and its document."""

    def keep_up(self, revision: str) -> None:
        """Forgets all when another process has changed the items since."""
        if revision != self._revision:
            self.cores.clear()
            self.items.clear()
            self.texts.clear()
            self._revision = revision

    def changed(self, workspace: str, document_id: str, item_ids: Iterable[str], revision: str) -> None:
        """Forgets a document that this process changed, which made the revision the next one."""
        if revision == _next(self._revision):
            self._revision = revision
        for item_id in item_ids:
            self.cores.drop((workspace, item_id))
            self.items.drop((workspace, item_id))
        self.texts.drop((workspace, document_id))


def _next(revision: str) -> str:
    return str(int(revision or 0) + 1)
