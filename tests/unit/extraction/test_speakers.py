import pytest

from averral.extraction.surnames import same_surname
from averral.model import SpeakerFound
from quote_scoring import outer_quotes_of


def speakers_of(text: str, language: str):
    return [quote.speaker for quote in outer_quotes_of(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "name", "role"),
    [
        ("قالت وزيرة البيئة الأردنية هناء الصالح إن الشاطئ آمن تماما.", "ar", "هناء الصالح", "وزيرة"),
        (
            "Peru’s interior minister, Rosa Quispe, said that the road was closed.",
            "en",
            "Rosa Quispe",
            "minister",
        ),
        (
            "Le préfet de la Drôme, Alain Mercier, a indiqué que la route était coupée.",
            "fr",
            "Alain Mercier",
            "préfet",
        ),
        ("İçişleri Bakanı Kemal Arslan, yolun kapalı olduğunu söyledi.", "tr", "Kemal Arslan", "Bakanı"),
        ("Губернатор области Виктор Лапин заявил, что дорога закрыта.", "ru", "Виктор Лапин", "Губернатор"),
    ],
)
def test_a_mention_is_taken_apart_into_name_and_role(text, language, name, role):
    (speaker,) = speakers_of(text, language)
    assert speaker.name == name
    assert role in speaker.role
    assert speaker.found is SpeakerFound.EXPLICIT


def test_a_short_form_gets_the_fullest_name_of_the_document():
    text = "General Pavel Dorn said that the bridge was safe. Dorn said that the siege had ended."
    assert [speaker.name for speaker in speakers_of(text, "en")] == ["Pavel Dorn", "Pavel Dorn"]


def test_a_role_alone_is_resolved_to_the_person_who_holds_it():
    text = "قال وزير النقل المصري كامل شحاتة إن القطار خرج عن مساره. وأكد وزير النقل المصري أن التحقيق بدأ."
    first, second = speakers_of(text, "ar")
    assert second.name == first.name == "كامل شحاتة"
    assert second.found is SpeakerFound.ROLE


def test_a_pronoun_stands_for_the_last_speaker():
    text = "Mayor Lena Brandt said that the school was closed. She said that it would reopen in May."
    first, second = speakers_of(text, "en")
    assert (second.name, second.key) == (first.name, first.key)
    assert second.found is SpeakerFound.PRONOUN


def test_a_left_out_subject_goes_on_with_the_speaker_and_has_no_mention():
    first, second = speakers_of("قال المحافظ عمر الزين إن السد آمن. وأضاف أن المياه تتراجع.", "ar")
    assert (second.name, second.mention) == (first.name, None)
    assert second.found is SpeakerFound.CONTINUED


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال مصدر أمني إن الانفجار وقع قرب السوق.", "ar"),
        ("Two officials said that the talks had collapsed.", "en"),
        ("Une source diplomatique a indiqué que les discussions avaient échoué.", "fr"),
        ("Kaynaklar, görüşmelerin sona erdiğini belirtti.", "tr"),
        ("Источник в полиции сообщил, что подозреваемый задержан.", "ru"),
    ],
)
def test_unnamed_sources_are_anonymous(text, language):
    (speaker,) = speakers_of(text, language)
    assert speaker.anonymous


def test_a_named_official_is_not_anonymous():
    (speaker,) = speakers_of("Senior official Dana Reyes said that the talks had collapsed.", "en")
    assert not speaker.anonymous


def test_surnames_match_in_other_cases_but_not_other_people():
    assert same_surname(["Лапина"], ["Виктор", "Лапин"])
    assert same_surname(["Dorn"], ["Pavel", "Dorn"])
    assert not same_surname(["Dorn"], ["Pavel", "Horn"])
    assert not same_surname(["Anna", "Dorn"], ["Pavel", "Dorn"])


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Bashar al-Assad said the army would win.", "Bashar al-Assad", None),
        ("Ursula von der Leyen said the deal was done.", "Ursula von der Leyen", None),
        (
            "The Violations Documentation Center said 40 people died.",
            "The Violations Documentation Center",
            None,
        ),
        ("The Russian Defence Ministry said 12 men were killed.", "The Russian Defence Ministry", "state:RU"),
        ("The Turkish Red Crescent said aid had arrived.", "The Turkish Red Crescent", "~trkx rd krsnt"),
    ],
)
def test_a_name_at_the_beginning_or_a_bodys_name_is_read_whole(text, name, key):
    speaker = speakers_of(text, "en")[0]
    assert speaker.name == name
    assert key is None or speaker.key == key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At least 14 people were killed, police and medics said.", "police and medics"),
        ("Forty houses burnt down, a rescuer and two residents said.", "a rescuer and two residents"),
    ],
)
def test_two_may_speak_together(text, name):
    assert [speaker.name for speaker in speakers_of(text, "en")] == [name]


def test_what_is_denied_may_have_a_noun_before_it():
    quotes = outer_quotes_of(
        "Rebels said they held the town, denying reports that the army had taken it.", "en"
    )
    assert [quote.denied for quote in quotes] == [False, True]
