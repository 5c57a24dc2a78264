from __future__ import annotations

import pytest

from averral.language.place_relations import sounds_of
from averral.language.places import find_places

UNLISTED = [
    ("en", "Two men died in the fighting for Marzuka on Friday.", "Marzuka"),
    ("en", "The army repelled an attack on the Marzuka front.", "Marzuka"),
    ("fr", "Dix soldats sont morts lors de l'attaque de Marzuka.", "Marzuka"),
    ("fr", "Dix soldats sont morts lors de l'attaque d'Aziza.", "Aziza"),
    ("ru", "Бои за Марзуку продолжаются.", "Марзуку"),
    ("tr", "Marzuka'da iki kişi öldü.", "Marzuka"),
    ("en", "Troops withdrew from Ain Rashid on Wednesday.", "Ain Rashid"),
    ("de", "Kämpfe in Deir Mossul", "Deir Mossul"),
    ("es", "Murieron cuatro soldados en Deir Mosul.", "Deir Mosul"),
    ("es", "El convoy llegó el viernes a Ostrelka.", "Ostrelka"),
    ("uk", "Конвой прибув у п'ятницю до Острелки.", "Острелки"),
    ("he", "השיירה הגיעה ביום שישי לאוסטרלקה.", "אוסטרלקה"),
    ("fr", "Une embuscade sur la route de Mordavin", "Mordavin"),
    ("ru", "Инженеров похитили под Пелградой.", "Пелградой"),
    ("uk", "Інженерів викрали під Пелградою.", "Пелградою"),
    ("de", "Die Rebellen nahmen die Bergbaustadt Tolvara ein.", "Tolvara"),
    ("he", "המורדים השתלטו על עיירת המכרות טולוורה.", "טולוורה"),
    ("tr", "Liman kenti Kelmara'daki sel evleri yıktı.", "Kelmara"),
    ("fa", "هشت سرباز در جاده مردوین کشته شدند.", "مردوین"),
]


@pytest.mark.parametrize(("language", "text", "name"), UNLISTED)
def test_a_name_that_no_gazetteer_lists_is_found_by_what_stands_round_it(language, text, name):
    assert [place.name for place in find_places(text, language)] == [name]


def test_one_announced_mention_tells_for_all_others():
    found = find_places("هجوم على بلدة مرزوقة. وقتل عشرة في مرزوقة ونزح سكان مرزوقة.", "ar")
    assert [place.name for place in found] == ["مرزوقة"] * 3
    assert len({place.key for place in found}) == 1


@pytest.mark.parametrize(
    "text", ["The attack on President Assad failed.", "They attacked on Monday.", "In the fall of 2016"]
)
def test_what_is_no_place_stays_out(text):
    assert find_places(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Seven people died in Tell Arjan.", "en"),
        ("41 Menschen wurden in Tell Ardschan verletzt.", "de"),
        ("Sept personnes sont mortes à Tell Arjan.", "fr"),
        ("Tell Arjan'da yedi kişi öldü.", "tr"),
        ("В Телль-Арджане погибли семь человек.", "ru"),
        ("قتل سبعة في تل عرجان أمس.", "ar"),
        ("هفت نفر در شهر تل عرجان کشته شدند.", "fa"),
    ],
)
def test_an_unlisted_name_of_two_words_has_one_key_in_all_scripts(text, language):
    assert [place.key for place in find_places(text, language)] == ["~tlrjn"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kamal Abdelrahim said nothing.", "en"),
        ("They met in Parliament Square.", "en"),
        ("Sie stehen in Verbindung mit der Regierung.", "de"),
        ("Polis İzmir'de 40 kişiyi gözaltına aldı.", "tr"),
    ],
)
def test_persons_squares_and_common_nouns_are_no_unlisted_places(text, language):
    assert not [place for place in find_places(text, language) if place.key.startswith("~")]


def test_sounds_of_a_text_hold_names_that_no_rule_finds():
    assert "~tlrjn" in sounds_of("el mercado de Tell Arjan", "es")


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "Troops seized the villages of Zarkovo, Tumbelina and Old Mishkel on Sunday.",
            "en",
            ["Zarkovo", "Tumbelina", "Old Mishkel"],
        ),
        (
            "L'armée a repris les villages de Tumbélou, Markossa et Zirékou dimanche.",
            "fr",
            ["Tumbélou", "Markossa", "Zirékou"],
        ),
        (
            "Войска заняли сёла Заречинское, Тумбелово и Маркушино в воскресенье.",
            "ru",
            ["Заречинское", "Тумбелово", "Маркушино"],
        ),
        (
            "Війська зайняли села Зарічинське, Тумбелове та Маркушине.",
            "uk",
            ["Зарічинське", "Тумбелове", "Маркушине"],
        ),
        (
            "Die Armee nahm die Dörfer Zarkowo, Tumbelin und Markusch ein.",
            "de",
            ["Zarkowo", "Tumbelin", "Markusch"],
        ),
        (
            "El ejército tomó las aldeas de Zarcova, Tumbelín y Marcusa.",
            "es",
            ["Zarcova", "Tumbelín", "Marcusa"],
        ),
        ("سيطر الجيش على قرى زركوفة وتمبلين ومركوشة يوم الأحد.", "ar", ["زركوفة", "تمبلين", "مركوشة"]),
        ("ارتش روستاهای زرکوه، تمبلین و مرکوشه را گرفت.", "fa", ["زرکوه", "تمبلین", "مرکوشه"]),
        ("הצבא כבש את הכפרים זרקובה, תומבלין ומרקושה.", "he", ["זרקובה", "תומבלין", "מרקושה"]),
    ],
)
def test_a_list_behind_villages_names_them_all(text, language, names):
    assert [place.name for place in find_places(text, language)] == names


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("قصفت الطائرات بلدات مارع وعندان وقتلت مدنيين.", "ar", ["مارع", "عندان"]),
        ("شهدت أحياء الزركة وتمبلة اشتباكات وسقط قتلى.", "ar", ["الزركة", "تمبلة"]),
        ("Rebels left the towns of Zarkovo, Kowalski said on Sunday.", "en", ["Zarkovo"]),
    ],
)
def test_a_list_of_villages_ends_where_something_else_is_told(text, language, names):
    assert [place.name for place in find_places(text, language)] == names


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("he", "שלושה בני אדם נפצעו בטגרמוסה ביום שלישי.", "טגרמוסה"),
        ("ar", "أصيب ثلاثة أشخاص في تغرموسة يوم الثلاثاء.", "تغرموسة"),
        ("fa", "سه نفر در تگرموسه زخمی شدند.", "تگرموسه"),
        ("he", "השיחות בז'נבה נמשכות.", "ז'נבה"),
    ],
)
def test_a_word_of_no_dictionary_behind_in_is_a_place_where_no_capital_shows_it(language, text, name):
    assert [place.name for place in find_places(text, language)] == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("he", "שלושה בני אדם נפצעו בהתנגשות ביום שלישי."),
        ("ar", "هم في خلافاتهم منذ سنة."),
        ("fa", "در سخنرانی‌هایش گفت."),
    ],
)
def test_a_form_of_a_known_word_behind_in_is_none(language, text):
    assert not find_places(text, language)


def test_names_before_a_word_for_several_are_places_in_turkish():
    found = find_places("Ordu, Zarmak, Tibrek ve Kadero köylerini geri aldı.", "tr")
    assert [place.name for place in found] == ["Zarmak", "Tibrek", "Kadero"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three workers were injured at the Kovrel dam."),
        ("fr", "Trois ouvriers ont été blessés au barrage de Kovrel."),
        ("es", "Tres obreros resultaron heridos en la presa de Kovrel."),
        ("de", "Drei Arbeiter wurden am Staudamm Kovrel verletzt."),
        ("ru", "Трое рабочих ранены на плотине Коврель."),
        ("uk", "Троє робітників поранені на греблі Коврель."),
        ("tr", "Kovrel Barajı'nda üç işçi yaralandı."),
        ("ar", "أصيب ثلاثة عمال عند سد كوفريل."),
        ("fa", "سه کارگر در سد کوورل زخمی شدند."),
    ],
)
def test_a_dam_is_a_place_by_its_name(language: str, text: str) -> None:
    assert [each.key[0] for each in find_places(text, language)] == ["~"]
