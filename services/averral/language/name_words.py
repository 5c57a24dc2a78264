"""What a language's table says of names: read for comparing them, and for how their letters sound."""

from __future__ import annotations

from dataclasses import dataclass, field

from averral.language.tables import register


@dataclass(frozen=True, slots=True)
class NameTable:
    """Section `names`: what surrounds a name and is no part of it."""

    titles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    """Particles that some spellings leave out: al, de, bin."""
    articles: tuple[str, ...] = ()
    """Written together with the name."""
    clitics: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    """Case endings."""
    suffixes: tuple[str, ...] = ()
    letters: dict[str, str] = field(default_factory=dict)
    """Letters that sound otherwise than in the common table."""
    nouns_have_capitals: bool = False
    """So that a capital does not tell a name."""


register("names", NameTable)
