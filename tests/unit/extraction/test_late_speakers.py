"""Speakers that stand far from their words, or are called by what they do there; what is denied before its verb."""

from __future__ import annotations

import pytest

from averral.extraction.quotes import find_quotes
from averral.extraction.reading import read
from averral.model import Document, Quote


def quotes(text: str, language: str) -> list[Quote]:
    found = find_quotes(read(Document(id="d", body=text, language=language)))
    return [quote for quote in found if not quote.parent_id]


def last_speaker(text: str, language: str) -> str:
    speaker = quotes(text, language)[-1].speaker
    return speaker.name if speaker else ""


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "One of them, Rafe Willoughby, said that they had missed dinner.", "Rafe Willoughby"),
        ("es", "Uno de ellos, Raúl Valbuena, dijo que habían perdido la cena.", "Raúl Valbuena"),
        ("de", "„Jetzt bereue ich es“, gestand auf dem Platz die Lehrerin Ottilie Renner.", "Ottilie Renner"),
        ("es", "«No me llamen así», pidió al salir del hospital, con la bata puesta, el bombero Julián Arrieta.", "Julián Arrieta"),
        ("ru", "«Мы не ждали чудес», — признался после заседания, вытирая лоб, глава делегации Матвей Сторожук.", "Матвей Сторожук"),
        ("es", "«Yo voté a los dos.\n\n»Ahora me arrepiento», confesaba en la plaza la taxista Otilia Requena.", "Otilia Requena"),
        ("he", '"עכשיו אני מתחרטת", הודתה בכיכר נהגת המונית אורלי רגב.', "אורלי רגב"),
        ("ar", "تقول السيدة سعاد النجار وهي تغسل الأواني: «لم ننم منذ الاثنين».", "سعاد النجار"),
        ("tr", 'Halepli muhalifler ABD\'ye "Bizi yalnız bırakmayın" dedi.', "Halepli muhalifler"),
        ("ar", "وبحسب مصدر أمني طلب عدم الكشف عن اسمه، نُقلت القوات ليلاً إلى الجنوب.", "مصدر أمني"),
    ],
)  # fmt: skip
def test_the_speaker_is_found_behind_what_stands_between(language, text, speaker):
    assert last_speaker(text, language) == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "Le capitaine du chalutier, Erwan Le Dantec, est sorti lundi. Il soutient que l'alarme était coupée.", "Erwan Le Dantec"),
        ("en", "The skipper, Rafe Dunmore, left hospital on Monday. He said that the alarm had been cut.", "Rafe Dunmore"),
        ("en", "Hugo Brandreth arrived in court. “I signed what I was given,” the defendant said.", "Hugo Brandreth"),
        ("es", "Gregorio Larrauri llegó al juzgado. «Firmé lo que me dieron», dijo el acusado.", "Gregorio Larrauri"),
        ("en", "The water board warned of shortages on Monday. According to its estimates, 40 villages will run dry.", "The water board"),
        ("ar", "حذرت هيئة المياه الاثنين من نقص كبير. ووفق تقديراتها، ستجف أربعون قرية في أغسطس.", "هيئة المياه"),
    ],
)  # fmt: skip
def test_pronouns_and_parts_in_court_mean_whoever_was_named(language, text, speaker):
    assert last_speaker(text, language) == speaker


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("en", "Rumours of a merger were denied by the company.", "Rumours of a merger"),
        ("fr", "La rumeur d'une fusion a été démentie par la société.", "La rumeur d'une fusion"),
        ("fr", "Le syndicat rejette cette version.", "cette version"),
        ("de", "Gerüchte über eine Fusion dementierte die Firma.", "Gerüchte über eine Fusion"),
        ("ru", "Слухи о слиянии компания опровергла.", "Слухи о слиянии"),
        ("ru", "Военные эти обвинения отвергли.", "эти обвинения"),
        ("uk", "Генштаб цю інформацію спростував.", "цю інформацію"),
        ("tr", "Birleşme söylentilerini şirket yalanladı.", "Birleşme söylentilerini"),
    ],
)
def test_what_is_denied_may_stand_before_its_verb(language, text, content):
    (quote,) = quotes(text, language)
    assert (quote.text, quote.denied) == (content, True)


def test_elections_may_be_early():
    (quote,) = quotes("The prime minister, Slavko Milic, ruled out early elections.", "en")
    assert (quote.text, quote.speaker and quote.speaker.name) == ("early elections", "Slavko Milic")


def test_a_subject_may_be_parted_from_its_verb_by_who_says_so():
    (quote,) = quotes("Обе столицы, полагает Зоя Верещак, ждут выборов.", "ru")
    assert quote.text == "Обе столицы, полагает Зоя Верещак, ждут выборов"


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("en", "The Green Crescent Society said the disease was spreading. The organisation added that 600 people were ill.", "The Green Crescent Society"),
        ("fr", "Le Comité vert a averti que la maladie progressait. L'organisation a ajouté que 600 personnes étaient malades.", "Comité vert"),
        ("ar", "قالت جمعية الهلال الأخضر إن المرض ينتشر. وأضافت المنظمة أن 600 شخص مصابون.", "جمعية الهلال الأخضر"),
        ("fa", "کمیته صلیب سبز منطقه‌ای هشدار داد که بیماری در حال گسترش است. بر اساس برآورد این نهاد، ششصد نفر زندانی‌اند.", "کمیته صلیب سبز منطقه‌ای"),
    ],
)  # fmt: skip
def test_the_organisation_is_whichever_body_spoke_last(language, text, body):
    assert last_speaker(text, language) == body
