from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document
from averral.runtime.documents import with_id


@pytest.mark.parametrize(
    ("text", "language", "venues"),
    [
        ("The Oslo talks on Gaza failed.", "en", ["Oslo"]),
        ("Peace talks in Vienna between the government and the rebels failed.", "en", ["Vienna"]),
        (
            "The contacts in Ankara were separate from the conference in Lausanne, which failed.",
            "en",
            ["Lausanne"],
        ),
        ("Talks on Aleppo failed.", "en", []),
        ("Les pourparlers de Genève sur la Syrie ont échoué.", "fr", ["Genève"]),
        ("فشلت محادثات السلام في جنيف بين الحكومة والمتمردين.", "ar", ["جنيف"]),
        ("Переговоры в Женеве провалились.", "ru", ["Женеве"]),
    ],
)
def test_the_venue_names_the_talks_and_their_subject_does_not(text, language, venues):
    claim = extract(with_id(Document("", text, language=language))).claims[0]
    assert [place.name for place in claim.places if place.names_event] == venues


def test_a_claim_without_a_place_has_those_of_the_text_round_it():
    text = "Ferry sinks off Zanzibar\n\nA ferry sank off Zanzibar on Sunday.\n\nForty people died, the police said."
    claims = extract(with_id(Document("", text))).claims
    last = claims[-1]
    assert not last.places
    assert [place.name for place in last.context_places] == ["Zanzibar"]
