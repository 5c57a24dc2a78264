"""What a sentence looks back on, or only names, is no event of its own."""

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document

PUBLISHED = datetime(2026, 3, 12, tzinfo=UTC)


def claims(language, text):
    return extract(Document(id="x", body=text, language=language)).claims


def predicates(language, text):
    return [claim.predicate for claim in claims(language, text)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Ostrova tunnel reopened after a nine-day closure."),
        ("fr", "Le tunnel d'Ostrova est un port qui a rouvert après neuf jours de fermeture."),
        ("tr", "Ostrova sınır kapısı dokuz gün kapalı kaldıktan sonra yeniden açıldı."),
        ("es", "El puerto de Ostrova reabrió tras nueve días de cierre."),
    ],
)
def test_a_state_told_by_its_length_is_over(language, text):
    assert predicates(language, text) == ["closure.reopened"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two surveyors were set free after five months in captivity."),
        ("es", "Dos topógrafos fueron puestos en libertad tras cinco meses de cautiverio."),
    ],
)
def test_a_release_tells_no_capture(language, text):
    assert predicates(language, text) == ["arrest.released"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Survivors complain that the tents leak."),
        ("fr", "Les rescapés dénoncent l'état des tentes."),
        ("de", "Überlebende beklagen den Zustand der Zelte."),
        ("es", "Los supervivientes se quejan de las tiendas."),
        ("ru", "Выжившие жалуются на палатки."),
    ],
)
def test_people_that_are_named_and_not_counted_tell_no_event(language, text):
    assert all(not claim.predicate.startswith("casualties.") for claim in claims(language, text))


def test_people_that_are_counted_tell_one():
    assert predicates("en", "Rescuers found seven survivors in the hull.") == ["casualties.survived"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A higher court confirmed the nine-year sentence of the miller."),
        ("fr", "La cour d'appel a confirmé la peine de neuf ans de prison du meunier."),
        ("es", "El tribunal confirmó la pena de nueve años de cárcel al molinero."),
        ("tr", "Mahkeme değirmenciye verilen dokuz yıllık hapis cezasını onadı."),
    ],
)
def test_a_sentence_that_is_upheld_is_not_passed_again(language, text):
    assert predicates(language, text) == ["trial.upheld"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The outbreak of measles in Lorvina has been brought under control."),
        ("en", "The measles outbreak in Lorvina has been brought under control."),
        ("de", "Der Masernausbruch in Lorvina ist unter Kontrolle gebracht worden."),
        ("tr", "Lorvina'daki kızamık salgını kontrol altına alındı."),
    ],
)
def test_an_outbreak_that_is_contained_does_not_break_out(language, text):
    assert predicates(language, text) == ["health.contained"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Dobria recalled its envoy on Friday in protest at the expulsion of two novices."),
        ("es", "Dobria llamó a consultas a su embajador en protesta por la expulsión de dos novicias."),
    ],
)
def test_what_is_protested_against_is_not_counted(language, text):
    assert [claim.quantities for claim in claims(language, text)] == [()]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Envoys of the four countries signed a fishing agreement in Ostrova."),
        ("fr", "Les ministres des quatre pays ont signé un accord de pêche."),
        ("de", "Die Minister der vier Länder haben ein Fischereiabkommen unterzeichnet."),
        ("es", "Los ministros de los cuatro países firmaron un acuerdo de pesca."),
        ("tr", "Dört ülkenin bakanları bir balıkçılık anlaşması imzaladı."),
        ("ru", "Министры четырёх стран подписали соглашение о рыболовстве."),
    ],
)
def test_those_who_sign_are_not_counted(language, text):
    found = claims(language, text)
    assert [claim.predicate for claim in found] == ["agreement.signed"]
    assert found[0].quantities == ()


@pytest.mark.parametrize(
    ("language", "text", "units"),
    [
        ("en", "At least 31 people were hurt in a collision of two trams.", ["wounded"]),
        ("fr", "Au moins 31 personnes ont été blessées dans la collision de deux tramways.", ["wounded"]),
        ("es", "Al menos 31 personas resultaron heridas al chocar dos tranvías.", ["wounded"]),
        ("es", "Unos pistoleros secuestraron a dos topógrafos.", ["captured"]),
        ("en", "Gunmen abducted two cartographers.", ["captured"]),
        ("tr", "Taşkının bilançosu: Dokuz kişi öldü, 31 kişi de yaralandı.", ["killed", "wounded"]),
        (
            "de",
            "Die Zahl der Toten nach dem Erdrutsch ist auf 58 gestiegen, 14 Menschen werden vermisst.",
            ["killed", "missing"],
        ),
    ],
)
def test_a_number_belongs_to_what_befell_so_many(language, text, units):
    assert [each.unit for claim in claims(language, text) for each in claim.quantities] == units


def test_a_part_may_stand_before_its_verb():
    found = claims("en", "Six people, two of them children, were killed in Ostrova.")
    assert [each.population for each in found[0].quantities] == ["", "children"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A 5.9-magnitude earthquake shook Ostrova."),
        ("en", "A magnitude-5.9 earthquake shook Ostrova."),
        ("en", "A 5.9 magnitude earthquake shook Ostrova."),
    ],
)
def test_magnitudes_before_their_noun(language, text):
    assert [(each.best, each.population) for each in claims(language, text)[0].quantities] == [
        (5.9, "magnitude")
    ]


@pytest.mark.parametrize(
    ("language", "text", "cut"),
    [
        ("fr", "La trêve n'a pas été prolongée, ont dit les médiateurs en quittant le palais.", "médiateurs"),
        ("fr", "La trêve n'a pas été prolongée, ont dit les médiateurs lundi.", "médiateurs"),
        (
            "es",
            "La tregua no ha sido prorrogada, dijeron los mediadores al salir del palacio.",
            "los mediadores",
        ),
    ],
)
def test_an_attribution_at_the_end_may_tell_when(language, text, cut):
    quotes = extract(Document(id="x", body=text, language=language)).quotes
    assert [(quote.span.of(text), quote.speaker.name) for quote in quotes] == [(text.partition(",")[0], cut)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Dobria hat den Opfern der Dürre 40 Millionen Euro Soforthilfe zugesagt."),
        ("tr", "Dobria, kuraklık mağdurları için 40 milyon avroluk acil yardım sözü verdi."),
        ("en", "Dobria has pledged 40 million euros in emergency aid for the drought victims."),
    ],
)
def test_who_pledges_is_no_source(language, text):
    found = claims(language, text)
    assert [(claim.predicate, claim.modality.value) for claim in found] == [("aid.promised", "asserted")]
    assert [each.unit for each in found[0].quantities] == ["money"]


def test_a_month_behind_since_is_past():
    found = extract(
        Document(id="x", body="Ekimden bu yana 40 kişi öldü.", language="tr", published_at=PUBLISHED)
    ).claims[0]
    assert str(found.event_time.start) == "2025-10-01"


def test_people_in_a_strike_call_are_of_the_strike():
    assert predicates("es", "Los sindicatos han desconvocado la marcha prevista en Ostrova.") == [
        "protest.cancelled"
    ]
