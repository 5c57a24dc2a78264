"""Origins over many findings, and what concepts are called."""

from __future__ import annotations

from pathlib import Path

from averral.gateway.pages.concepts import CONCEPTS
from averral.gateway.pages.witnesses import witnesses
from averral.model import Finding, FindingState, Origin, OriginLevel, OriginLink, Passage, Span

DATA = Path(__file__).parents[3] / "services/averral/language/data/_concepts.toml"


def origin(label: str, speaker: str, language: str, outlet: str) -> Origin:
    passage = Passage(
        f"c{outlet}", f"d{outlet}", "", Span(0, 1), "w", language, outlet=outlet, speaker=speaker
    )
    link = OriginLink("a", "b", OriginLevel.WITNESS, "speaker")
    return Origin(f"org_{outlet}", label, (passage,), (link,))


def finding(number: int, *origins: Origin) -> Finding:
    return Finding(f"fnd_{number}", "c", "default", "words", "en", FindingState.CONTESTED, supporting=origins)


def test_one_person_is_one_origin_in_any_script():
    found = witnesses(
        [
            finding(1, origin("Sergey Lavrov", "Sergey Lavrov", "en", "A")),
            finding(
                2,
                origin("Сергей Лавров", "Сергей Лавров", "ru", "B"),
                origin("The Post", "", "en", "The Post"),
            ),
            finding(3, origin("سيرغي لافروف", "سيرغي لافروف", "ar", "C")),
        ]
    )
    person, outlet = found
    assert set(person.names) == {"Sergey Lavrov", "Сергей Лавров", "سيرغي لافروف"}
    assert set(person.outlets) == {"A", "B", "C"}
    assert person.levels == {"witness": 3}
    assert len(person.findings) == 3
    assert set(outlet.names) == {"The Post"}


def test_short_names_are_not_thrown_together():
    found = witnesses([finding(1, origin("Li", "Li", "en", "A"), origin("Lee", "Lee", "en", "B"))])
    assert len(found) == 2


def test_the_concepts_that_have_words_are_those_of_the_language_layer():
    known = DATA.read_text(encoding="utf-8")
    assert [name for name in CONCEPTS if f'"{name}"' not in known] == []
