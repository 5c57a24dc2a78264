from __future__ import annotations

import pytest

from averral.matching import names
from averral.matching.relations import occasion
from averral.model import Document

TEXTS = {
    "en": "On Monday Karim Delgado and the United Nations spoke in Aleppo.",
    "ru": "В понедельник Карим Дельгадо выступил в Алеппо.",
    "ar": "قال كريم ديلغادو يوم الاثنين في حلب إن الأمم المتحدة ستأتي.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_names_come_back_as_they_were_stored(language):
    found = occasion.names_of_document(Document("d", TEXTS[language]), language)
    assert found.named | found.places | found.bodies
    assert names.load(names.dump(found, language)) == (language, found)
    assert names.load("") is None
