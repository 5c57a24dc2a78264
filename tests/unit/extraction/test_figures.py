"""Figures that are told twice, corrected or counted since a day, and clauses that names in a list do not cut."""

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document, ParticipantRole, Qualifier

DAY = datetime(2024, 5, 2, tzinfo=UTC)


def claims(text, language="en"):
    return extract(Document(id="doc_test", body=text, language=language, published_at=DAY)).claims


def counts(text, language="en"):
    return [
        (claim.predicate, each.best, each.unit)
        for claim in claims(text, language)
        for each in claim.quantities
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Organisers said 9,000 people marched in Lund, while police put the figure at 4,000."),
        ("en", "Some 9,000 people marched in Lund according to the unions, but police counted 4,000."),
    ],
)
def test_a_second_figure_without_its_noun_counts_the_same(language, text):
    assert [(predicate, best, unit) for predicate, best, unit in counts(text, language)] == [
        ("protest.held", 9000, "people"),
        ("protest.held", 4000, "people"),
    ]


def test_what_a_number_was_before_is_no_figure_of_today():
    assert counts("The death toll was lowered to 95 from 103.") == [("casualties.killed", 95, "killed")]
    assert counts("Le bilan a été ramené à 95 morts, contre 103.", "fr") == [
        ("casualties.killed", 95, "killed")
    ]


def test_votes_against_are_no_former_figure():
    assert [best for _, best, _ in counts("Parliament passed the law by 80 votes to 42.")] == [80, 42]


def test_a_hedge_that_is_part_of_the_verb_is_none():
    (claim,) = claims("The rebels handed over 12 prisoners of war on Friday.")
    assert claim.quantities[0].qualifier is Qualifier.EXACT


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police have arrested 60 people since Monday."),
        ("fr", "La police a arrêté 60 personnes depuis lundi."),
        ("es", "La policía ha detenido a 60 personas desde el lunes."),
        ("de", "Die Polizei hat seit Montag 60 Menschen festgenommen."),
        ("tr", "Polis pazartesi gününden beri 60 kişiyi gözaltına aldı."),
    ],
)
def test_since_a_day_runs_until_the_report(language, text):
    (claim,) = claims(text, language)
    assert (claim.event_time.start.isoformat(), claim.event_time.end.isoformat()) == (
        "2024-04-29",
        "2024-05-02",
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A truce brokered by Russia and Turkey came into force on Monday."),
        ("fr", "Le cessez-le-feu négocié par la Russie et la Turquie est entré en vigueur lundi."),
        ("es", "El alto el fuego negociado por Rusia y Turquía entró en vigor el lunes."),
    ],
)
def test_a_list_of_names_behind_by_cuts_no_clause(language, text):
    (claim,) = claims(text, language)
    assert claim.predicate == "ceasefire.in_force"


def test_who_only_stands_behind_a_truce_is_no_party():
    (claim,) = claims("A truce brokered by Russia and Turkey came into force on Monday.")
    assert claim.participants == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tehran denied any talks with Washington."),
        ("fr", "Téhéran dément toute négociation avec Washington."),
        ("de", "Teheran dementierte Verhandlungen mit Washington."),
    ],
)
def test_a_denied_noun_is_a_denied_event(language, text):
    (claim,) = claims(text, language)
    assert (claim.predicate, claim.modality.value) == ("talks.held", "denied")


def test_a_possessor_is_no_target():
    (claim,) = claims("The jets of the regime bombed Idlib on Monday.")
    assert [each.role for each in claim.participants] == [ParticipantRole.ACTOR]


def test_prices_in_a_country_do_not_fall_to_anybody():
    (claim,) = claims("Unemployment in Spain fell to 10.3 percent.")
    assert claim.predicate == "economy.fell"


@pytest.mark.parametrize(
    ("language", "text", "predicate"),
    [
        ("es", "El Senado rechazó el proyecto de ley.", "vote.rejected"),
        ("de", "Das Parlament lehnte den Gesetzentwurf ab.", "vote.rejected"),
        ("de", "Indien wies sechs Diplomaten aus.", "relations.expelled"),
        ("en", "The president dismissed the defence minister.", "office.dismissed"),
        ("tr", "Meclis yasa tasarısını reddetti.", "vote.rejected"),
    ],
)
def test_the_noun_behind_a_verb_of_speech_belongs_to_its_event(language, text, predicate):
    assert [claim.predicate for claim in claims(text, language)] == [predicate]


def test_german_percentages_behind_um_are_no_time_of_day():
    (claim,) = claims("Die Verbraucherpreise sind um 20 Prozent gestiegen.", "de")
    assert [(each.unit, each.best) for each in claim.quantities] == [("percent", 20)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The death toll in the floods has topped 90."),
        ("he", "מספר ההרוגים בשיטפונות עלה על 90."),
    ],
)
def test_a_number_that_was_passed_is_a_lower_bound(language, text):
    (quantity,) = [each for claim in claims(text, language) for each in claim.quantities]
    assert (quantity.low, quantity.high, quantity.qualifier) == (90, None, Qualifier.MORE_THAN)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Polis, 15 bin kişinin katıldığı yürüyüşte 62 göstericiyi gözaltına aldı."),
        ("ru", "Полиция задержала 62 участника акции в Белграде, на которую вышли 15 тысяч человек."),
    ],
)
def test_who_came_to_what_is_told_beside_an_arrest_is_not_arrested(language, text):
    caught = [best for _, best, unit in counts(text, language) if unit == "captured"]
    assert caught == [62]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rebels laid down their arms in Goma."),
        ("de", "Rebellen legten in Goma die Waffen nieder."),
        ("ru", "Повстанцы сложили оружие в Гоме."),
        ("he", "המורדים הניחו את נשקם בגומה."),
    ],
)
def test_who_lays_down_arms_surrenders(language, text):
    assert [claim.predicate for claim in claims(text, language)] == ["control.surrendered"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cyclone Nerida hit the coast near Toamasina with winds of 180 kilometres an hour."),
        ("fr", "Le cyclone Nerida a frappé la côte près de Toamasina avec des vents de 180 km/h."),
        ("ru", "Циклон «Нерида» с ветром до 180 километров в час обрушился на побережье."),
        ("tr", "Nerida Kasırgası saatte 180 kilometre hızla esen rüzgârlarla kıyıyı vurdu."),
        ("ar", "ضرب الإعصار نيريدا الساحل برياح سرعتها 180 كيلومتراً في الساعة."),
    ],
)
def test_the_speed_of_a_wind_counts_nothing(language, text):
    assert counts(text, language) == []


def test_things_of_another_event_are_not_counted_beside_the_hurt():
    found = counts("Deux autocars se sont heurtés près de Tabora, faisant au moins 31 blessés.", "fr")
    assert found == [("casualties.wounded", 31, "wounded")]


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("en", "Israel's strike on the village of Tarqun killed four people.", "Tarqun"),
        ("ru", "Удар России по порту Белгово унёс жизни четырёх человек.", "Белгово"),
        ("uk", "Унаслідок удару Росії по порту Бєлгово загинули четверо людей.", "Бєлгово"),
        ("fa", "در حمله اسرائیل به روستای طرقون چهار نفر کشته شدند.", "طرقون"),
    ],
)
def test_the_state_whose_strike_hit_a_town_acts_and_is_no_place(language, text, town):
    (claim,) = claims(text, language)
    assert [place.name for place in claim.places] == [town]
    assert [one.role for one in claim.participants] == [ParticipantRole.ACTOR]


def test_last_night_is_no_bound_in_persian():
    (claim,) = claims("چهارده نفر از جمله دو کودک شب گذشته زخمی شدند.", "fa")
    assert [each.qualifier for each in claim.quantities] == [Qualifier.EXACT, Qualifier.EXACT]
