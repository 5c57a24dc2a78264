"""Who speaks where a trade follows an office, an office behind a comma, and what nobody's name holds."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document

TEXTS = {
    "en": 'According to the governor, Pavel Orsin, the level has fallen. "We were very lucky," the engineer told reporters.',
    "fr": "Selon le gouverneur, Pavel Orsin, le niveau a baissé. « Nous avons eu de la chance », a dit l'ingénieur à des journalistes.",
    "es": "Según el gobernador, Pavel Orsin, el nivel ha bajado. «Tuvimos mucha suerte», dijo el ingeniero a los periodistas.",
    "de": "Nach Angaben des Gouverneurs Pavel Orsin ist der Pegel gefallen. »Wir hatten großes Glück«, sagte der Ingenieur vor Journalisten.",
    "ru": "По словам губернатора Павла Орсина, уровень упал. «Нам очень повезло», — сказал инженер журналистам.",
    "uk": "За словами губернатора Павла Орсіна, рівень упав. «Нам дуже пощастило», — сказав інженер журналістам.",
    "ar": "وبحسب المحافظ بافل أورسين، انخفض المنسوب مترين. وقال المهندس للصحفيين: «كنا محظوظين جداً».",
    "fa": "به گفته فرماندار، پاول اورسین، سطح آب پایین آمده است. مهندس به خبرنگاران گفت: «خیلی شانس آوردیم».",
    "he": 'לדברי המושל פאבל אורסין, המפלס ירד בשני מטרים. "היה לנו הרבה מזל", אמר המהנדס לעיתונאים.',
}
OFFICES = [
    ("de", "Der neue Damm werde halten, sagte Mira Tolen, die neue Bürgermeisterin.", "Bürgermeisterin"),
    ("de", "Mira Tolen, die Bürgermeisterin von Tarvo, sagte, der Damm werde halten.", "Bürgermeisterin"),
    ("en", "The new dam will hold, said Mira Tolen, the mayor of Tarvo.", "mayor"),
    ("fr", "Mira Tolen, la maire de Tarvo, a déclaré que le barrage tiendra.", "maire"),
]


def speakers(text, language):
    return [quote.speaker for quote in extract(Document("d", text, language=language)).quotes]


@pytest.mark.parametrize("language", TEXTS)
def test_the_engineer_is_not_the_governor_who_spoke_before(language):
    governor, engineer = speakers(TEXTS[language], language)
    assert engineer.key != governor.key
    assert "rsn" not in engineer.key


def test_the_official_still_is_whoever_spoke():
    text = TEXTS["en"].replace("the engineer told", "the official told")
    governor, official = speakers(text, "en")
    assert official.key == governor.key


@pytest.mark.parametrize(("language", "text", "office"), OFFICES)
def test_an_office_with_its_article_behind_a_comma(language, text, office):
    (speaker,) = speakers(text, language)
    assert speaker.name == "Mira Tolen"
    assert office in speaker.role


def test_nobody_is_counted_in_fractions():
    text = (
        "The Tarvo Fund lowered its forecast. Overall, the fund predicted that exports - which include steel - "
        "will grow 1.6 percent, down 0.2 percentage points from the TF's last estimate."
    )
    assert all("0.2" not in speaker.name for speaker in speakers(text, "en") if speaker is not None)


def test_the_president_of_a_court_is_a_judge():
    text = (
        "La presidenta del tribunal, Olvido Rojas, anunció que repetirá el recuento. "
        "«Hubo errores en las actas de dos escuelas», admitió la magistrada."
    )
    first, judge = speakers(text, "es")
    assert judge.key == first.key
