"""The keys by which claims may know places that somebody names."""

from __future__ import annotations

from collections.abc import Iterable

from averral.language import gazetteer, tables
from averral.language.names import name_key
from averral.language.tokens import phrase_key

#: Characters of a name that are read.
_READ = 200


def keys_named(names: Iterable[str]) -> frozenset[str]:
    """Keys that claims may have for places of these names, in any language, listed in a gazetteer or known by sound."""
    found: set[str] = set()
    given = [name[:_READ] for name in names if name]
    for name in given:
        words = phrase_key(name)
        spelled = gazetteer.spelled(" ".join(words)) if words else None
        found.update(spelled.keys if spelled else ())
        found.update(
            "~" + key for language in tables.languages() if (key := name_key(name, language).replace(" ", ""))
        )
    # A name of signs only has no key and must match nothing, not everything.
    return frozenset(found) or frozenset({"?"} if given else ())
