"""Whether one person is counted where no number stands: "a guard was killed"."""

import pytest

from quality.claim_events import claims_of

ONE = {
    "en": "A guard was killed on Monday in Belmarra.",
    "ar": "قُتل حارس يوم الاثنين في بلمارا.",
    "fr": "Un gardien a été tué lundi à Belmarra.",
    "tr": "Belmarra'da pazartesi günü bir işçi öldü.",
    "ru": "В понедельник в Бельмарре погиб охранник.",
    "es": "Un guardia murió el lunes en Belmarra.",
    "de": "In Belmarra starb am Montag ein Wachmann.",
    "fa": "یک نگهبان روز دوشنبه در بلمارا کشته شد.",
    "he": "שומר נהרג ביום שני בבלמרה.",
    "uk": "У понеділок у Бельмаррі загинув охоронець.",
}
ONE_OF = {
    "en": "One of the mayor's bodyguards died in Belmarra.",
    "fr": "L'un des gardes du maire est mort à Belmarra.",
    "es": "Uno de sus guardaespaldas murió en Belmarra.",
    "de": "Einer seiner Leibwächter starb in Belmarra.",
    "ru": "Один из телохранителей мэра погиб в Бельмарре.",
    "uk": "Один з охоронців мера загинув у Бельмаррі.",
    "ar": "قُتل أحد حراس رئيس البلدية في بلمارا.",
    "fa": "یکی از محافظان شهردار در بلمارا کشته شد.",
}
NOBODY_COUNTED = {
    "en": ("A guard and his wife were killed in Belmarra.", "A gunman killed the mayor of Belmarra."),
    "ru": ("Солдат убил мэра Бельмарры.",),
}


def _killed(text: str, language: str) -> list[float]:
    return [each.best for claim in claims_of(text, language, "2026-03-12") for each in claim.quantities]


@pytest.mark.parametrize(("language", "text"), [*ONE.items(), *ONE_OF.items()])
def test_one_person_whom_something_befell_is_one_killed(language: str, text: str) -> None:
    assert _killed(text, language) == [1]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in NOBODY_COUNTED.items() for text in texts]
)
def test_who_made_others_suffer_and_who_is_named_with_others_is_not_counted(language: str, text: str) -> None:
    assert _killed(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "قُتل سائقان قرب بلمارا.",
        "قُتل حارسان قرب بلمارا.",
        "أصيبت ممرضتان قرب بلمارا.",
        "أصيب سائحان قرب بلمارا.",
    ],
)
def test_an_arabic_dual_counts_two(text: str) -> None:
    assert _killed(text, "ar") == [2]
