"""What somebody did not say: denied in the speaker's own words, by others, or behind a verb of denying."""

from __future__ import annotations

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Modality, QuoteKind


def quotes(text, language):
    return extract(Document("d", text, language=language)).quotes


def denied(text, language):
    """Text and speaker of what is denied, the innermost last."""
    return [
        (quote.text, quote.speaker and quote.speaker.name) for quote in quotes(text, language) if quote.denied
    ]


@pytest.mark.parametrize(
    ("text", "language", "unsaid"),
    [
        ('"I never said that we would close the port," Laila Haddad said.', "en", "we would close the port"),
        ('"I did not say the dockers were thieves," Laila Haddad said.', "en", None),
        (
            "« Je n'ai jamais dit que nous fermerions le port », a affirmé Laila Haddad.",
            "fr",
            "nous fermerions le port",
        ),
        (
            "„Ich habe nie gesagt, dass wir den Hafen schließen“, sagte Laila Haddad.",
            "de",
            "wir den Hafen schließen",
        ),
        ("«Nunca dije que cerraríamos el puerto», afirmó Laila Haddad.", "es", "cerraríamos el puerto"),
        ("«Я никогда не говорила, что мы закроем порт», — заявила Лейла Хаддад.", "ru", "мы закроем порт"),
        ("«Я ніколи не казала, що ми закриємо порт», — заявила Лейла Хаддад.", "uk", "ми закриємо порт"),
        ('"Limanı kapatacağımızı söylemedim" dedi Leyla Haddad.', "tr", "Limanı kapatacağımızı"),
        ('وقالت ليلى حداد: "لم أقل أبدا إننا سنغلق الميناء".', "ar", "إننا سنغلق الميناء"),
        ("لیلا حداد گفت: «من هرگز نگفتم که بندر را می‌بندیم».", "fa", "بندر را می‌بندیم"),
        ('לילה חדאד אמרה: "מעולם לא אמרתי שנסגור את הנמל".', "he", "נסגור את הנמל"),
    ],
)
def test_who_never_said_it_denies_what_follows(text, language, unsaid):
    found = quotes(text, language)
    outer = [quote for quote in found if not quote.parent_id]
    assert [quote.denied for quote in outer] == [False]
    inner = [quote for quote in found if quote.denied]
    assert [quote.text for quote in inner] == ([unsaid] if unsaid else [])
    assert all(quote.speaker == outer[0].speaker and quote.parent_id == outer[0].id for quote in inner)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("\"The minister never said 'We will close the port',\" Ada Berg told journalists.", "en"),
        ('Minister Karim Nasser did not say "We will close the port", the ministry insisted.', "en"),
        ("Der Minister habe nie gesagt, dass der Hafen geschlossen werde, teilte das Ministerium mit.", "de"),
        ('«El ministro nunca dijo "cerraremos el puerto"», aseguró su portavoz, Ada Berg.', "es"),
        ("« La ministre n'a jamais dit que le port fermerait », a déclaré Ada Berg.", "fr"),
        ("Пресс-секретарь Ада Берг заявила: «Министр не говорил, что порт закроют».", "ru"),
        ("«Міністр ніколи не казав, що порт закриють», — заявила Ада Берг.", "uk"),
        ("Sözcü Ada Berg, \"Bakanımız hiçbir zaman 'Limanı kapatacağız' demedi\" ifadesini kullandı.", "tr"),
        ('وأكدت الوزارة أن الوزير لم يقل "سنغلق الميناء".', "ar"),
        ("سخنگوی وزارتخانه گفت: «وزیر هرگز نگفته است که بندر بسته می‌شود».", "fa"),
        ("\"השר מעולם לא אמר 'נסגור את הנמל'\", אמרה הדוברת עדה ברג.", "he"),
    ],
)
def test_others_may_say_that_somebody_never_said_it(text, language):
    assert len(denied(text, language)) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister did not say when the port would be closed.", "en"),
        ("The minister has not said whether the port would be closed.", "en"),
        ("La ministre n'a pas dit quand le port serait fermé.", "fr"),
        ("Die Ministerin hat nicht gesagt, wann der Hafen geschlossen wird.", "de"),
        ("La ministra no dijo cuándo se cerraría el puerto.", "es"),
        ("Министр не говорил, когда порт закроют.", "ru"),
        ("ولم يقل الوزير متى سيغلق الميناء.", "ar"),
        ("השר לא אמר מתי ייסגר הנמל.", "he"),
        ("Bakan hiçbir şey demedi.", "tr"),
        ('"We will never close the port, and I say that to every crew," Laila Haddad said.', "en"),
        ('قالت ليلى حداد: "لم نعد نملك مالا للميناء".', "ar"),
    ],
)
def test_what_is_left_open_or_merely_negative_denies_nothing(text, language):
    assert denied(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "unsaid"),
    [
        (
            "Laila Haddad denied calling on her supporters to “take the town hall”.",
            "en",
            "“take the town hall”",
        ),
        (
            "Laila Haddad dément avoir appelé ses partisans à « prendre la mairie ».",
            "fr",
            "prendre la mairie",
        ),
        ("Laila Haddad dément pour sa part avoir appelé à prendre la mairie.", "fr", "prendre la mairie"),
        ("Laila Haddad negó haber llamado a tomar la alcaldía.", "es", "tomar la alcaldía"),
        ("Haddad bestritt, gesagt zu haben, die Arbeiter seien Diebe.", "de", "die Arbeiter seien Diebe"),
        ("ونفى حداد أن يكون قد قال إن العمال لصوص.", "ar", "العمال لصوص"),
    ],
)
def test_what_somebody_denies_to_have_said_is_denied_itself(text, language, unsaid):
    found = denied(text, language)
    assert found[-1][0] == unsaid
    assert len({speaker for _, speaker in found}) == 1


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("Haddad denied the accusation: “Nobody told us anything.”", "en", "Nobody told us anything."),
        (
            "Haddad a rejeté ces accusations : « Personne ne nous a rien dit. »",
            "fr",
            "Personne ne nous a rien dit.",
        ),
        (
            "Haddad wies die Vorwürfe zurück: „Niemand hat uns etwas gesagt.“",
            "de",
            "Niemand hat uns etwas gesagt.",
        ),
        ("Haddad negó las acusaciones: «Nadie nos avisó».", "es", "Nadie nos avisó"),
        ("Хаддад отвергла обвинения: «Нам никто ничего не сказал».", "ru", "Нам никто ничего не сказал"),
        ("Хаддад заперечила звинувачення: «Нам ніхто нічого не казав».", "uk", "Нам ніхто нічого не казав"),
        ('ونفت حداد الاتهامات: "لم يخبرنا أحد بشيء".', "ar", "لم يخبرنا أحد بشيء"),
        ("حداد اتهام‌ها را رد کرد: «هیچ‌کس به ما خبر نداد».", "fa", "هیچ‌کس به ما خبر نداد"),
        ('חדאד דחתה את ההאשמות: "איש לא הזהיר אותנו".', "he", "איש לא הזהיר אותנו"),
    ],
)
def test_the_answer_to_a_charge_is_said_and_not_denied(text, language, answer):
    said = [quote for quote in quotes(text, language) if quote.kind is QuoteKind.DIRECT]
    assert [(quote.text, quote.denied) for quote in said] == [(answer, False)]


@pytest.mark.parametrize(
    ("text", "language", "unsaid"),
    [
        (
            '"I never said that the bridge was unsafe. I said it needed paint," Olu Bakare said.',
            "en",
            "the bridge was unsafe",
        ),
        (
            "« Je n'ai jamais dit que le pont était dangereux. J'ai dit le contraire », a déclaré Olu Bakare.",
            "fr",
            "le pont était dangereux",
        ),
        (
            '"Ich habe nie gesagt, dass die Brücke unsicher ist. Ich habe von Farbe gesprochen", sagte Olu Bakare.',
            "de",
            "die Brücke unsicher ist",
        ),
        (
            "«Я никогда не говорил, что мост небезопасен. Я сказал, что его надо покрасить», — заявил Олу Бакаре.",
            "ru",
            "мост небезопасен",
        ),
        ('وقال أولو باكاري: "لم أقل إن الجسر غير آمن. قلت إنه يحتاج إلى طلاء".', "ar", "الجسر غير آمن"),
        ('"לא אמרתי שהגשר בעיר מסוכן. אמרתי שצריך לצבוע אותו", אמר אולו בקארה.', "he", "הגשר בעיר מסוכן"),
    ],
)
def test_what_is_denied_ends_with_its_sentence(text, language, unsaid):
    found = extract(Document("d", text, language=language))
    assert [quote.text for quote in found.quotes if quote.denied] == [unsaid]
    rejected = [claim.text for claim in found.claims if claim.modality is Modality.DENIED]
    assert rejected == [unsaid]
    assert not any(
        unsaid not in claim.text and claim.text in text[: text.index(unsaid)] for claim in found.claims
    )
