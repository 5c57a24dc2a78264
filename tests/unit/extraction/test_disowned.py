"""Who has nothing to do with an attack, and who drops a bomb, in ten languages."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document

DISOWNED = {
    "en": "The Sons of Tarvo distanced themselves from the attack.",
    "fr": "Les Fils de Tarvo se sont désolidarisés de l'attentat.",
    "es": "Los Hijos de Tarvo se desmarcaron del atentado.",
    "de": "Die Söhne von Tarvo distanzierten sich von dem Anschlag.",
    "tr": "Tarvo'nun Oğulları saldırıyla ilgisi olmadığını açıkladı.",
    "ru": "Группировка «Сыны Тарво» открестилась от нападения.",
    "uk": "Угруповання «Сини Тарво» відмежувалося від нападу.",
    "ar": "تبرأت جماعة «أبناء تارفو» من الهجوم.",
    "fa": "گروه «پسران تاروو» بیانیه پذیرش مسئولیت را پس گرفت.",
    "he": 'ארגון "בני טארבו" התנער מהמתקפה.',
}
BOMBED = {
    "en": "The army dropped a bomb on the building.",
    "fr": "L'armée a largué une bombe sur le bâtiment.",
    "es": "El ejército lanzó una bomba sobre el edificio.",
    "de": "Die Armee warf eine Bombe auf das Gebäude.",
    "tr": "Ordu binaya bomba attı.",
    "ru": "Армия сбросила бомбу на здание.",
    "uk": "Армія скинула бомбу на будівлю.",
    "ar": "ألقى الجيش قنبلة على المبنى.",
    "he": "הצבא הטיל פצצה על הבניין.",
}


def told(text, language):
    found = extract(Document("d", text, language=language))
    return {(claim.predicate, claim.polarity.value) for claim in found.claims}


@pytest.mark.parametrize("language", DISOWNED)
def test_who_disowns_an_attack_denies_responsibility(language):
    assert ("statement.denied_responsibility", "affirmed") in told(DISOWNED[language], language)


@pytest.mark.parametrize("language", BOMBED)
def test_who_drops_a_bomb_bombs(language):
    assert ("attack.airstrike", "affirmed") in told(BOMBED[language], language)
