"""What is rejected as a claim is denied, and who it is blamed on."""

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Modality

REJECTED = [
    ("en", "Moscow rejected allegations that its warplanes struck a hospital in Aleppo.", "state:RU"),
    ("ar", "رفضت موسكو الاتهامات بأن طائراتها قصفت مستشفى في حلب.", "state:RU"),
    ("fr", "Moscou a rejeté les accusations selon lesquelles ses avions ont bombardé un hôpital à Alep.", ""),
    ("tr", "Rusya, uçaklarının Halep'te bir hastaneyi vurduğu yönündeki iddiaları reddetti.", "state:RU"),
    ("ru", "Москва отвергла обвинения в том, что её самолёты нанесли удар по больнице в Алеппо.", ""),
    ("es", "Moscú rechazó las acusaciones de que sus aviones bombardearon un hospital en Alepo.", ""),
    ("de", "Moskau wies Vorwürfe zurück, seine Flugzeuge hätten ein Krankenhaus in Aleppo bombardiert.", ""),
    ("he", "מוסקבה דחתה את הטענות שמטוסיה הפציצו בית חולים בחלב.", ""),
    ("uk", "Москва відкинула звинувачення в тому, що її літаки завдали удару по лікарні в Алеппо.", ""),
    ("en", "The army dismissed as baseless reports that its troops had withdrawn from Palmyra.", ""),
    ("ar", "وصفت دمشق الأنباء عن هجوم كيميائي في دوما بأنها عارية عن الصحة.", ""),
    ("fr", "Damas a qualifié de mensongères les accusations d'attaque chimique à Douma.", ""),
    ("ru", "Москва назвала ложными сообщения об ударе по больнице в Алеппо.", ""),
    ("es", "Damasco calificó de falsas las acusaciones sobre un ataque químico en Duma.", ""),
    ("de", "Moskau bezeichnete Berichte über einen Luftangriff auf eine Klinik in Aleppo als Lüge.", ""),
    ("uk", "Міністерство назвало повідомлення про удар по школі в Ідлібі «брехнею».", ""),
]


@pytest.mark.parametrize(("language", "text", "actor"), REJECTED)
def test_what_is_rejected_as_a_claim_is_denied(language, text, actor):
    found = extract(Document(id="d", body=text, language=language))
    denied = [claim for claim in found.claims if claim.modality is Modality.DENIED]
    assert [claim.predicate.partition(".")[0] for claim in denied] in (["attack"], ["control"])
    assert any(quote.denied for quote in found.quotes)
    if actor:
        assert actor in {part.key for part in denied[0].participants}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels rejected a proposal to evacuate Daraya.",
        "The minister called the talks difficult but useful.",
    ],
)
def test_other_objects_are_not_denied(text):
    found = extract(Document(id="d", body=text, language="en"))
    assert not any(quote.denied for quote in found.quotes)
    assert not any(claim.modality is Modality.DENIED for claim in found.claims)


def test_a_judgement_in_marks_is_a_quotation_of_its_own():
    found = extract(
        Document(
            id="d", body='Syria called the allegations of a chemical attack a "fabrication".', language="en"
        )
    )
    assert [(quote.text, quote.denied) for quote in found.quotes] == [
        ("the allegations of a chemical attack", True),
        ('a "fabrication"', False),
    ]


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("en", "The Syrian army has denied bombing the hospital in Idlib.", "force:syrian-army"),
        ("ar", "نفت موسكو استهداف المدنيين في إدلب.", "state:RU"),
        ("fr", "Ankara nie avoir bombardé le village de Kafr Jina.", "state:TR"),
        ("es", "Israel negó haber atacado el convoy en Sarmada.", "state:IL"),
        ("tr", "Rusya, İdlib'deki hastaneyi bombaladığını yalanladı.", "state:RU"),
    ],
)
def test_who_denies_an_act_is_blamed_for_it(language, text, actor):
    (claim,) = extract(Document(id="d", body=text, language=language)).claims
    assert [(part.role.value, part.key) for part in claim.participants] == [("actor", actor)]


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes on a market in northwestern Syria killed 38 people on Tuesday.",
        "Warplanes struck a market in Syria's northwestern Idlib province.",
    ],
)
def test_a_state_that_tells_where_takes_no_part(text):
    (claim,) = extract(Document(id="d", body=text, language="en")).claims
    assert not claim.participants


def test_somebodys_family_is_a_part_of_a_toll():
    (claim,) = extract(
        Document(id="d", body="My brother and his two sons died in front of me.", language="en")
    ).claims
    assert [(each.best, each.population) for each in claim.quantities] == [(2, "part")]


def test_what_nobody_knows_has_no_author():
    text = "The group said it could not confirm whether barrel bombs had been used in Ariha."
    (claim,) = extract(Document(id="d", body=text, language="en")).claims
    assert not claim.participants
