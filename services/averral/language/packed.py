"""A large table of text kept as the bytes of its file: a tenth of the memory of a dictionary of strings."""

from __future__ import annotations

from array import array
from collections.abc import Iterator


class PackedTable:
    """Lines of a first column and the rest, looked up by the first column.

    A hash table with open addressing (Knuth, volume 3, 6.4) whose slots hold where a line begins.
    """

    def __init__(self, lines: bytes) -> None:
        self._lines = b"\n" + lines + (b"" if lines.endswith(b"\n") else b"\n")
        # At most half of the slots are taken, so that a look-up ends after a step or two.
        self._mask = (1 << (2 * self._lines.count(b"\n")).bit_length()) - 1
        self._slots = array("I", bytes(4 * (self._mask + 1)))
        begin = 1
        for line in self._lines[1:-1].split(b"\n"):
            self._take_slot(hash(line[: line.find(b"\t")]), begin)
            begin += len(line) + 1

    def _take_slot(self, number: int, begin: int) -> None:
        slot = number & self._mask
        while self._slots[slot]:
            slot = (slot + 1) & self._mask
        self._slots[slot] = begin

    def get(self, key: str) -> str | None:
        """The rest of the line that begins with a key; of equal keys the first. None if there is none."""
        wanted = key.encode("utf-8", "surrogatepass")
        slot = hash(wanted) & self._mask
        wanted += b"\t"
        while begin := self._slots[slot]:
            if self._lines.startswith(wanted, begin):
                end = self._lines.index(b"\n", begin)
                return self._lines[begin + len(wanted) : end].decode()
            slot = (slot + 1) & self._mask
        return None

    def keys(self) -> Iterator[str]:
        """The first columns, in order."""
        return (line.partition(b"\t")[0].decode() for line in self._lines[1:-1].split(b"\n"))

    def lines_with(self, part: str) -> Iterator[str]:
        """The lines that hold a part, in order."""
        found = self._lines.find(part.encode())
        while found >= 0:
            end = self._lines.index(b"\n", found)
            yield self._lines[self._lines.rindex(b"\n", 0, found) + 1 : end].decode()
            found = self._lines.find(part.encode(), end)
