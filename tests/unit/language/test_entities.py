"""States, peoples, bodies, agencies and offices under shared ids."""

import pytest

from averral.language.entities import find_entities, label


def keys(text, language):
    return [each.key for each in find_entities(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("ar", "الرئيسة البرازيلية", "state:BR"),
        ("ar", "وللفرنسيين رأي", "state:FR"),
        ("en", "Norwegian officials", "state:NO"),
        ("fr", "des soldats ukrainiens", "state:UA"),
        ("tr", "Almanya'nın kararı", "state:DE"),
        ("ru", "об украинских дронах", "state:UA"),
        ("de", "die japanischen Behörden", "state:JP"),
        ("uk", "у Польщі", "state:PL"),
        ("en", "the U.S. Navy", "state:US"),
        ("ar", "الشرطة الكاميرونية", "state:CM"),
        ("en", "a Togolese ferry", "state:TG"),
        ("fr", "la police panaméenne", "state:PA"),
        ("tr", "Ugandalı bakan", "state:UG"),
        ("ru", "о новозеландских спасателях", "state:NZ"),
        ("es", "los pescadores mauritanos", "state:MR"),
        ("de", "der tschadischen Armee", "state:TD"),
        ("de", "die Regierung Kolumbiens", "state:CO"),
        ("fa", "نیروهای کلمبیایی", "state:CO"),
        ("he", "צבא סודאן", "state:SD"),
        ("he", "הצבא הצ'אדי", "state:TD"),
        ("uk", "з колумбійськими прикордонниками", "state:CO"),
        ("uk", "уряд М'янми", "state:MM"),
    ],
)
def test_a_state_has_one_key(language, text, key):
    assert key in keys(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "مجلس الأمن الدولي"),
        ("en", "the U.N. Security Council"),
        ("ru", "в Совете Безопасности ООН"),
        ("tr", "BM Güvenlik Konseyi"),
    ],
)
def test_the_security_council_has_one_key(language, text):
    assert keys(text, language) == ["org:un-security-council"]


def test_a_capital_is_a_government_unless_a_locative_leads():
    (entity,) = find_entities("Moscow rejected the plan", "en")
    assert (entity.key, entity.metonym) == ("state:RU", True)
    assert keys("They met in Moscow", "en") == []


@pytest.mark.parametrize(
    ("language", "text"), [("en", "they told us about a turkey"), ("fr", "il a eu un fils")]
)
def test_small_letters_are_no_names(language, text):
    assert keys(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("es", "la policía argentina", "state:AR"),
        ("es", "la marina siria", "state:SY"),
        ("fr", "l'armée suisse", "state:CH"),
        ("fr", "les troupes philippines", "state:PH"),
    ],
)
def test_an_adjective_in_small_letters_may_be_spelt_like_its_state(language, text, key):
    assert [(each.key, each.adjective) for each in find_entities(text, language)] == [(key, True)]


def test_an_office_takes_its_state():
    assert keys("وزير الخارجية المصري", "ar") == ["office:foreign-minister:EG"]


def test_spans_exclude_the_clitic():
    text = "وروسيا"
    assert find_entities(text, "ar")[0].span.of(text) == "روسيا"


def test_a_label_is_in_the_readers_language():
    assert label("state:DE", "tr") == "Almanya"
    assert label("org:un-security-council", "en") == "Security Council"
    assert label("force:some-group", "en") == "some group"


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Fighters of Isil and Isis", "en", "force:islamic-state"),
        ("Soldaten der Nato", "de", "org:nato"),
        ("L'Otan a tiré", "fr", "org:nato"),
    ],
)
def test_an_acronym_spoken_as_a_word_has_one_capital(text, language, key):
    assert {each.key for each in find_entities(text, language)} == {key}


def test_the_town_is_not_the_agency():
    assert not find_entities("They met in Sana.", "en")
