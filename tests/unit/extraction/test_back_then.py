"""When something was that is told of as "at that time", and until when something lasts that is put off "до среды"."""

from datetime import date

import pytest

from quality.claim_events import claims_of

BACK_THEN = {
    "en": "The plant also burned in February 2024. At that time four employees were killed.",
    "ar": "واحترق المصنع أيضا في فبراير 2024. وقُتل في ذلك الوقت أربعة موظفين.",
    "fr": "L'usine avait déjà brûlé en février 2024. Quatre employés avaient alors été tués.",
    "tr": "Fabrika Şubat 2024'te de yanmıştı. O sırada dört çalışan ölmüştü.",
    "ru": "Завод горел и в феврале 2024 года. В то время погибли четверо сотрудников.",
    "es": "La planta ya se había incendiado en febrero de 2024. Entonces murieron cuatro empleados.",
    "de": "Das Werk hatte bereits im Februar 2024 gebrannt. Zu jener Zeit starben vier Mitarbeiter.",
    "fa": "این کارخانه در فوریه ۲۰۲۴ نیز آتش گرفته بود. آن زمان چهار کارمند کشته شدند.",
    "he": "המפעל נשרף גם בפברואר 2024. אז נהרגו ארבעה עובדים.",
    "uk": "Завод горів і в лютому 2024 року. У той час загинули четверо працівників.",
}
UNTIL = {
    "ru": "Переговоры отложены до среды.",
    "uk": "Переговори відкладено до середи.",
    "tr": "Görüşmeler çarşambaya kadar ertelendi.",
}
FREED = {
    "en": "The rebels freed six people they had captured in April.",
    "fr": "Les rebelles ont libéré six personnes qu'ils avaient capturées en avril.",
    "tr": "İsyancılar nisanda esir aldıkları altı kişiyi serbest bıraktı.",
    "he": "המורדים שחררו שישה בני אדם שנשבו באפריל.",
}


@pytest.mark.parametrize(("language", "text"), BACK_THEN.items())
def test_what_was_at_that_time_has_the_time_named_before(language: str, text: str) -> None:
    time = claims_of(text, language, "2026-03-12")[-1].event_time
    assert time is not None
    assert time.start == date(2024, 2, 1)


@pytest.mark.parametrize(("language", "text"), UNTIL.items())
def test_what_is_put_off_until_a_day_lasts_until_the_next_one(language: str, text: str) -> None:
    time = claims_of(text, language, "2026-03-12")[0].event_time
    assert time is not None
    assert (time.start, time.end) == (date(2026, 3, 12), date(2026, 3, 18))


@pytest.mark.parametrize(("language", "text"), FREED.items())
def test_who_is_freed_counts_as_freed_however_he_came_to_be_held(language: str, text: str) -> None:
    claim = claims_of(text, language, "2026-05-12")[0]
    assert claim.predicate == "arrest.released"
    assert [(each.best, each.unit) for each in claim.quantities] == [(6, "people")]
