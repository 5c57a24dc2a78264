"""A sentence may only tell who said the one before it."""

from __future__ import annotations

import pytest

from quote_scoring import outer_quotes_of

CASES = [
    ("en", "Talks on the Ulmer dam collapsed on Tuesday.", "This was announced by Deputy Premier Orla Vandersteen.", "Orla Vandersteen"),
    ("en", "A drone struck the depot at Koru.", "The regional governor, Taras Hnidy, announced this on Telegram.", "Taras Hnidy"),
    ("de", "Bei dem Beben sind 31 Menschen gestorben.", "Das teilte Vizekanzlerin Orla Vandersteen mit.", "Orla Vandersteen"),
    ("fr", "Le séisme a fait 31 morts.", "C'est ce qu'a annoncé la ministre Orla Vandersteen.", "Orla Vandersteen"),
    ("es", "El sismo dejó 31 muertos.", "Así lo confirmó este lunes el ministro Evelio Santoro.", "Evelio Santoro"),
    ("ru", "Переговоры в Ульмере сорвались.", "Об этом сообщил губернатор Тарас Гнидой.", "Тарас Гнидой"),
    ("ru", "Граница останется закрытой.", "Такое заявление сделал министр Рольф Харксен.", "Рольф Харксен"),
    ("uk", "Переговори в Ульмері зірвалися.", "Про це повідомив губернатор Тарас Гнідий.", "Тарас Гнідий"),
    ("tr", "Depremde 31 kişi hayatını kaybetti.", "Bunu İçişleri Bakanı Rıfat Hasanoğlu açıkladı.", "Rıfat Hasanoğlu"),
    ("he", "ברעידת האדמה נהרגו 31 בני אדם.", "כך הודיע שר הביטחון אלעד שמיר.", "אלעד שמיר"),
    ("fa", "در زمین‌لرزه ۳۱ نفر جان باختند.", "این مطلب را رئیس هلال احمر، کامران صبوری، گفت.", "کامران صبوری"),
    ("ar", "قتل 31 شخصا في الزلزال.", "جاء ذلك على لسان وزير الداخلية رولف هاركسن.", "رولف هاركسن"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "told", "teller", "name"), CASES)
def test_the_sentence_before_is_attributed(language, told, teller, name):
    (quote,) = outer_quotes_of(f"{told} {teller}", language)
    assert (quote.text, quote.speaker.name) == (told.rstrip("."), name)


def test_an_agency_that_passes_it_on_is_not_the_speaker():
    text = "Граница закрыта на неделю. Об этом, как сообщает агентство «Север», заявил министр Рольф Харксен."
    assert [quote.speaker.name for quote in outer_quotes_of(text, "ru")] == ["Рольф Харксен"]


def test_what_has_a_speaker_already_is_not_attributed_again():
    text = '"We are leaving," said Ada Berg. This was confirmed by the mayor.'
    assert [quote.speaker.name for quote in outer_quotes_of(text, "en")] == ["Ada Berg"]


def test_a_sentence_with_a_clause_of_its_own_attributes_nothing_before_it():
    (quote,) = outer_quotes_of("The road is closed. This week Mayor Ada Berg said that it would open.", "en")
    assert quote.text == "it would open"
