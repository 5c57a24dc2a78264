from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averral.language.zones import find_zones, is_boilerplate_line
from averral.model import ZoneKind


def kinds(text: str, language: str) -> list[tuple[str, str]]:
    return [(zone.kind.value, zone.span.of(text)) for zone in find_zones(text, language)]


PARAGRAPH = {
    "ar": "أعلنت وزارة الداخلية يوم الاثنين توقيف خمسة أشخاص بعد احتجاجات شهدتها العاصمة.",
    "en": "The interior ministry said on Monday that five people were arrested after protests in the capital.",
    "fr": "Le ministère de l'Intérieur a annoncé lundi l'arrestation de cinq personnes dans la capitale.",
    "tr": "İçişleri Bakanlığı pazartesi günü başkentte beş kişinin gözaltına alındığını açıkladı.",
    "ru": "Министерство внутренних дел сообщило в понедельник о задержании пяти человек в столице.",
    "es": "El Ministerio del Interior anunció el lunes la detención de cinco personas en la capital.",
    "de": "Das Innenministerium teilte am Montag mit, dass fünf Menschen in der Hauptstadt festgenommen wurden.",
    "fa": "وزارت کشور روز دوشنبه از بازداشت پنج نفر در پایتخت خبر داد.",
    "he": "משרד הפנים הודיע ביום שני על מעצרם של חמישה אנשים בבירה.",
    "uk": "Міністерство внутрішніх справ повідомило в понеділок про затримання п'яти людей у столиці.",
}
HEADLINE = {
    "ar": "توقيف خمسة أشخاص في العاصمة",
    "en": "Five arrested in the capital",
    "fr": "Cinq arrestations dans la capitale",
    "tr": "Başkentte beş gözaltı",
    "ru": "В столице задержаны пять человек",
    "es": "Cinco detenidos en la capital",
    "de": "Fünf Festnahmen in der Hauptstadt",
    "fa": "بازداشت پنج نفر در پایتخت",
    "he": "חמישה עצורים בבירה",
    "uk": "У столиці затримали п'ятьох людей",
}
READ_ALSO = {
    "ar": "اقرأ أيضاً",
    "en": "Read also",
    "fr": "À lire aussi",
    "tr": "İlgili haberler",
    "ru": "Читайте также",
    "es": "Lea también",
    "de": "Lesen Sie auch",
    "fa": "بیشتر بخوانید",
    "he": "קראו גם",
    "uk": "Читайте також",
}
COMMENTS = {
    "ar": "اترك تعليقاً",
    "en": "Leave a comment",
    "fr": "Laisser un commentaire",
    "tr": "Yorum yap",
    "ru": "Оставить комментарий",
    "es": "Deja un comentario",
    "de": "Kommentar schreiben",
    "fa": "ارسال نظر",
    "he": "הוספת תגובה",
    "uk": "Залишити коментар",
}
LANGUAGES = sorted(PARAGRAPH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_article_is_headline_and_body(language: str) -> None:
    text = f"{HEADLINE[language]}\n\n{PARAGRAPH[language]}\n\n{PARAGRAPH[language]}"
    body = f"{PARAGRAPH[language]}\n\n{PARAGRAPH[language]}"
    assert kinds(text, language) == [("headline", HEADLINE[language]), ("body", body)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_inside_the_article_does_not_end_it(language: str) -> None:
    link = f"{READ_ALSO[language]}: {HEADLINE[language]}"
    text = f"{HEADLINE[language]}\n\n{PARAGRAPH[language]}\n\n{link}\n\n{PARAGRAPH[language]}"
    assert [kind for kind, _ in kinds(text, language)] == ["headline", "body", "boilerplate", "body"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_below_the_article_is_boilerplate(language: str) -> None:
    below = f"{READ_ALSO[language]}\n{HEADLINE[language]}\n{COMMENTS[language]}\n1"
    text = f"{HEADLINE[language]}\n\n{PARAGRAPH[language]}\n\n{below}"
    assert kinds(text, language)[-1] == ("boilerplate", below)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_paragraph_is_body(language: str) -> None:
    assert kinds(PARAGRAPH[language], language) == [("body", PARAGRAPH[language])]
    assert kinds(HEADLINE[language], language) == [("body", HEADLINE[language])]


@pytest.mark.parametrize(
    ("language", "line", "kind"),
    [
        ("en", "By Jane Doe", "byline"),
        ("en", "December 4, 2016", "byline"),
        ("en", "Updated 3 hours ago", "byline"),
        ("en", "Protesters in the capital on Monday (Getty Images)", "caption"),
        ("en", "Photo: AFP", "caption"),
        ("ar", "بقلم أحمد سالم", "byline"),
        ("ar", "الثلاثاء 6 كانون الأول 2016", "byline"),
        ("ar", "محتجون في العاصمة يوم الاثنين (خالد سالم/ رويترز)", "caption"),
        ("fr", "Publié le 4 décembre 2016 à 10:30", "byline"),
        ("tr", "4 Aralık 2016", "byline"),
        ("ru", "4 декабря 2016", "byline"),
        ("ru", "Фото: РИА Новости", "caption"),
        ("de", "Von Anna Schmidt", "byline"),
        ("en", "Source: Reuters", "credit"),
        ("tr", "Kaynak: Anadolu Ajansı", "credit"),
        ("en", "728 x 90", "boilerplate"),
        ("en", "Subscribe to our newsletter to get the news first.", "boilerplate"),
        ("fr", "Abonnez-vous à notre newsletter pour ne rien manquer.", "boilerplate"),
        ("en", "https://example.org/a", "boilerplate"),
        ("ar", "+ الخط -", "boilerplate"),
        ("ru", "Подписывайтесь на наш канал в Telegram.", "boilerplate"),
        ("tr", "Tüm hakları saklıdır.", "boilerplate"),
    ],
)
def test_lines_between_headline_and_text_are_told_apart(language: str, line: str, kind: str) -> None:
    text = f"{HEADLINE[language]}\n\n{line}\n\n{PARAGRAPH[language]}"
    assert kinds(text, language)[1] == (kind, line)
    assert kinds(text, language)[2][0] == "body"


@pytest.mark.parametrize(
    ("language", "start", "shown"),
    [
        ("en", "BEIRUT (Reuters) - ", "BEIRUT (Reuters)"),
        ("en", "ANKARA, Dec 4 — ", "ANKARA, Dec 4"),
        ("ar", "بيروت - ", "بيروت"),
        ("ar", "دمشق (رويترز) - ", "دمشق (رويترز)"),
        ("ru", "МОСКВА, 4 декабря — ", "МОСКВА, 4 декабря"),
    ],
)
def test_place_and_agency_before_the_text_are_a_dateline(language: str, start: str, shown: str) -> None:
    text = f"{HEADLINE[language]}\n\n{start}{PARAGRAPH[language]}"
    assert kinds(text, language)[1:] == [("dateline", shown), ("body", PARAGRAPH[language])]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Comments by the minister drew protests from the opposition."),
        ("en", "Read the agreement carefully, the envoy told both sides on Monday."),
        ("en", "Related charges were dropped last year, the court said."),
        ("en", "Next month the two presidents will meet again in Geneva."),
        ("ar", "المزيد من القوات وصلت إلى المدينة يوم الاثنين."),
        ("ar", "صورة الوضع في المدينة قاتمة، بحسب منظمات الإغاثة."),
        ("ru", "Видео с места событий появилось в понедельник, сообщил губернатор."),
        ("fr", "Par ailleurs, trois soldats ont été blessés lundi."),
        ("tr", "Video kayıtlarını inceleyen polis üç kişiyi gözaltına aldı."),
    ],
)
def test_body_that_begins_like_a_button_stays_body(language: str, line: str) -> None:
    text = f"{HEADLINE[language]}\n\n{PARAGRAPH[language]}\n\n{line}\n\n{PARAGRAPH[language]}"
    assert [kind for kind, _ in kinds(text, language)] == ["headline", "body"]


def test_a_paragraph_broken_at_the_margin_is_no_headline() -> None:
    text = (
        "The interior ministry said on Monday that five people\n"
        "were arrested after protests in the capital turned\n"
        "violent, and that the police would stay on the streets\n"
        "until the end of the week."
    )
    assert kinds(text, "en") == [("body", text)]


def test_a_repeated_headline_is_a_headline_again() -> None:
    text = f"{HEADLINE['en']}\n\n{HEADLINE['en']}\n\n{PARAGRAPH['en']}"
    assert [kind for kind, _ in kinds(text, "en")] == ["headline", "headline", "body"]


def test_a_page_in_an_unknown_language_is_still_zoned() -> None:
    text = f"Cinque arresti\n\n{PARAGRAPH['fr']}\n\n728 x 90\n\nwww.example.org"
    assert [kind for kind, _ in kinds(text, "it")] == ["headline", "body", "boilerplate"]


def test_nothing_has_no_zones() -> None:
    assert find_zones(" \n\n ", "en") == ()


def test_links_are_told_by_their_words_alone() -> None:
    assert is_boilerplate_line("Read also: Talks resume", "en")
    assert not is_boilerplate_line(PARAGRAPH["en"], "en")


@given(
    st.lists(
        st.sampled_from(
            [*PARAGRAPH.values(), *HEADLINE.values(), *READ_ALSO.values(), "1", "", "a  b", "(AFP)"]
        )
    )
)
def test_zones_are_sorted_trimmed_and_cover_every_letter(lines: list[str]) -> None:
    text = "\n".join(lines)
    zones = find_zones(text, "en")
    assert all(before.span.end <= after.span.start for before, after in itertools.pairwise(zones))
    assert all(zone.span.of(text) == zone.span.of(text).strip() != "" for zone in zones)
    outside = list(text)
    for zone in zones:
        outside[zone.span.start : zone.span.end] = " " * len(zone.span)
    assert not any(sign.isalnum() for sign in outside)
    assert all(isinstance(zone.kind, ZoneKind) for zone in zones)


@pytest.mark.parametrize(
    ("text", "language", "dateline"),
    [
        ("MOSCOW, October 6. /TASS/. Russian aircraft flew no missions.", "en", "MOSCOW, October 6. /TASS/."),
        ("Idlib, SANA- The army entered the town on Sunday.", "en", "Idlib, SANA"),
        ("(Beirut) – Cluster bombs were used near the town.", "en", "(Beirut)"),
        ("МОСКВА, 6 окт - РИА Новости. Переговоры завершились.", "ru", "МОСКВА, 6 окт - РИА Новости."),
        ("دمشق-سانا: قال مصدر عسكري إن الجيش سيطر على البلدة.", "ar", "دمشق-سانا"),
        ("The town, Reuters reported - and others too - fell.", "en", None),
        ("Aleppo: At least 12 people died.", "en", None),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(text, language, dateline):
    found = [zone.span.of(text) for zone in find_zones(text, language) if zone.kind is ZoneKind.DATELINE]
    assert found == ([dateline] if dateline else [])
