"""Whose words a sentence tells, where other words stand beside whoever says them."""

import pytest

from averral.extraction.quotes import find_quotes
from averral.extraction.reading import read
from averral.model import Document


def _speakers(language: str, text: str) -> list[str]:
    quotes = find_quotes(read(Document(id="doc_test", body=text, language=language)))
    return [quote.speaker.name if quote.speaker else "" for quote in quotes]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "After nine years of silence I finally understood who had signed it.", "I"),
        ("en", "According to the Herald she denied signing the lease.", "she"),
        ("fr", "Selon le Courrier elle a démenti avoir signé le bail.", "elle"),
        ("es", "Según El Faro ella negó haber firmado el contrato.", "ella"),
        ("ru", "В своём телеграм-канале он написал: «Причал продали».", "он"),
        ("uk", "У своєму телеграм-каналі він написав: «Причал продали».", "він"),
    ],
)
def test_pronoun_behind_adverbial_speaks(language: str, text: str, speaker: str) -> None:
    assert _speakers(language, text)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "La alcaldesa, Ada Brunar, dijo que renuncia. En su cuenta de X publicó: «Vendieron el muelle».", "Ada Brunar"),
        ("tr", 'Belediye başkanı Ada Bruner istifa edeceğini söyledi. X hesabından şunları yazdı: "İskele satıldı."', "Ada Bruner"),
    ],
)  # fmt: skip
def test_network_is_no_speaker(language: str, text: str, speaker: str) -> None:
    assert _speakers(language, text)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "Detectives are looking into claims that a second guard opened the vault.", "claims"),
        ("en", "There are unconfirmed reports that two miners were killed in Orvik.", "reports"),
        ("de", "Die Behauptung, dass der Rat klagen werde, überraschte niemanden.", "Behauptung"),
        ("ru", "Есть неподтверждённые сообщения о том, что горняки погибли в Орвике.", "сообщения"),
        ("uk", "Є непідтверджені повідомлення про те, що гірники загинули в Орвіку.", "повідомлення"),
    ],
)
def test_noun_of_what_others_say_belongs_to_nobody(language: str, text: str, speaker: str) -> None:
    assert _speakers(language, text)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nordwire claims that the pier is safe."),
        ("fr", "Le journal maintient que ses informations sont exactes."),
    ],
)
def test_subject_right_before_verb_speaks(language: str, text: str) -> None:
    assert _speakers(language, text)[0]
