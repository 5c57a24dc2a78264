import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averral.extraction.quotes import find_quotes
from averral.extraction.reading import read
from averral.model import Document, QuoteKind, SpeakerFound
from quote_scoring import cases, outer_quotes_of, quotes_of, score_cases

LANGUAGES = ("ar", "en", "fr", "tr", "ru")


def only(text: str, language: str):
    (quote,) = outer_quotes_of(text, language)
    return quote


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_quotes_of_the_case_file_are_found_with_speaker_and_kind(language):
    score = score_cases(language)
    assert score.f1 >= 0.85
    assert score.speaker_accuracy >= 0.8
    assert score.kind_accuracy >= 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_titles_and_slogans_in_marks_are_no_quotes(language):
    negatives = [case["text"] for case in cases(language) if not case["quotes"]]
    assert negatives
    assert [text for text in negatives if outer_quotes_of(text, language)] == []


def test_direct_content_is_exactly_what_the_marks_hold():
    quote = only("وقال المدير سامي العطار: «سنفتح الطريق غدا».", "ar")
    assert (quote.text, quote.kind) == ("سنفتح الطريق غدا", QuoteKind.DIRECT)
    assert quote.parts == (quote.span,)


def test_mixed_content_keeps_the_marks_and_lists_the_verbatim_words():
    quote = only("The envoy said the plan was “dead on arrival” after the vote.", "en")
    assert quote.kind is QuoteKind.MIXED
    assert quote.text.startswith("the plan was “dead")
    assert [
        part.of("The envoy said the plan was “dead on arrival” after the vote.") for part in quote.parts
    ] == ["dead on arrival"]


def test_a_bare_complementizer_stays_outside_and_one_with_a_pronoun_inside():
    assert only("أعلنت الوزارة أن المدارس ستغلق أبوابها.", "ar").text.startswith("المدارس")
    assert only("أعلنت الوزارة أنها ستغلق المدارس كلها.", "ar").text.startswith("أنها")


def test_a_wrong_opening_mark_does_not_hide_a_quote():
    quote = only("وأضاف الناطق ” نحن جاهزون للحوار مع الجميع”.", "ar")
    assert quote.text == "نحن جاهزون للحوار مع الجميع"


def test_an_interrupted_quote_is_one_quote_of_two_parts():
    quote = only("“The dam will hold,” the engineer said, “for another winter.”", "en")
    assert len(quote.parts) == 2
    assert quote.kind is QuoteKind.DIRECT


def test_an_attribution_inside_the_marks_splits_them():
    text = "«Вода уходит, — сказал мэр Павел Орлов, — но медленно»."
    quote = only(text, "ru")
    assert [part.of(text) for part in quote.parts] == ["Вода уходит", "но медленно"]
    assert quote.speaker.name == "Павел Орлов"


def test_a_denial_is_marked():
    assert only("The bank denied that it had frozen the accounts.", "en").denied
    assert not only("The bank said that it had frozen the accounts.", "en").denied


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير الدفاع الصومالي إن «بلاده سترد على الهجوم».",
        "وأكدت النقابة أنها «ترفض أي خفض للأجور هذا العام».",
    ],
)
def test_marks_around_a_paraphrase_raise_doubt_about_the_wording(text):
    assert only(text, "ar").verbatim_doubt
    assert not only("قال وزير الدفاع الصومالي: «سنرد على الهجوم».", "ar").verbatim_doubt


@pytest.mark.parametrize(
    ("language", "retold", "verbatim"),
    [
        ("en", "The minister said “his country would answer”.", "The minister said: “We will answer”."),
        (
            "fr",
            "Le ministre a déclaré que « son pays répondrait ».",
            "Le ministre a déclaré : « Nous répondrons ».",
        ),
        (
            "tr",
            "Bakan “ülkesinin karşılık vereceğini” söyledi.",
            "Bakan “Saldırıya karşılık vereceğiz” dedi.",
        ),
        ("ru", "Министр заявил, что «его страна ответит».", "Министр заявил: «Мы ответим на это»."),
        ("es", "El ministro dijo que «su país responderá».", "El ministro dijo: «Vamos a responder»."),
        (
            "de",
            "Der Minister sagte, dass „sein Land antworten“ werde.",
            "Der Minister sagte: „Wir werden antworten“.",
        ),
        ("fa", "وزیر دفاع گفت که «کشورش پاسخ خواهد داد».", "وزیر دفاع گفت: «ما پاسخ خواهیم داد»."),
        ("he", 'שר הביטחון אמר כי "ארצו תגיב בקרוב".', 'שר הביטחון אמר: "אנחנו נגיב בקרוב".'),
        ("uk", "Міністр заявив, що «його країна відповість».", "Міністр заявив: «Ми відповімо на це»."),
    ],
)
def test_marks_around_a_paraphrase_raise_doubt_in_every_language(language, retold, verbatim):
    assert only(retold, language).verbatim_doubt
    assert not only(verbatim, language).verbatim_doubt


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "“It is over,” a senior aide to Prime Minister Ada Holt told reporters.", "a senior aide"),
        (
            "en",
            "Holt's office, in a statement on Sunday, said the road “will stay closed” for now.",
            "Holt's office",
        ),
        ("es", "“No nos iremos”, advirtió, “hasta que haya una solución”.", None),
        ("de", "„Wir bleiben“, hieß es in einer Erklärung der Gewerkschaft.", "der Gewerkschaft"),
        ("he", 'שר האוצר תקף את הוועד ואמר כי "היא מסכנת את המשק".', "שר האוצר"),
        ("ar", "قالت متحدثة باسم النقابة إن العمال سيعودون غدا.", "متحدثة باسم النقابة"),
        ("ar", "نفى المتحدث باسم الجيش العقيد سالم البكري صحة هذه الأنباء.", "سالم البكري"),
        (
            "uk",
            "Голова Харківської ОВА Андрій Демчук повідомив, що міст зачинено на ремонт.",
            "Андрій Демчук",
        ),
        (
            "fr",
            "La porte-parole du gouvernement, interrogée par l'AFP, a indiqué que la loi serait revue.",
            "porte-parole",
        ),
    ],
)
def test_nobody_but_a_person_or_body_speaks(language, text, speaker):
    named = outer_quotes_of(text, language)[0].speaker
    assert (named is None) if speaker is None else speaker in named.name


def test_negated_saying_reports_nothing():
    assert outer_quotes_of("The ministry did not say that the bridge was safe.", "en") == ()
    assert outer_quotes_of("لم يقل الوزير إن الجسر آمن.", "ar") == ()


def test_the_agency_that_was_told_is_kept_apart_from_the_speaker():
    quote = only("وقال الطبيب يوسف النمر لوكالة رويترز إن المستشفى خرج عن الخدمة.", "ar")
    assert quote.told_to
    assert quote.speaker.name == "يوسف النمر"


def test_a_quote_inside_a_quote_points_to_its_parent():
    text = "The mayor said that the governor had told him that the road would reopen."
    inner = [quote for quote in quotes_of(text, "en") if quote.parent_id]
    outer = only(text, "en")
    assert [quote.parent_id for quote in inner] == [outer.id]
    assert inner[0].text == "the road would reopen"


def test_a_headline_with_a_colon_names_its_speaker():
    found = outer_quotes_of(
        "WHO: outbreak is under control in the north\n\nNo new cases were found for a week.", "en"
    )
    assert [quote.text for quote in found] == ["outbreak is under control in the north"]


def test_a_following_paragraph_in_marks_goes_on_with_the_same_speaker():
    text = (
        "“Nobody warned us about the storm,” said Ines Pardo.\n\n“We heard it on the radio in the morning.”\n"
    )
    first, second = outer_quotes_of(text, "en")
    assert second.speaker.name == first.speaker.name == "Ines Pardo"
    assert second.speaker.found is SpeakerFound.CONTINUED


def test_an_unknown_language_gives_no_quotes_and_no_error():
    assert outer_quotes_of("Xyzzy plugh qwrt zzkv.", "und") == ()


def test_ten_thousand_marks_and_a_megabyte_stay_within_the_limits():
    found = find_quotes(read(Document(id="d", body='"said ' * 10_000, language="en")))
    assert len(found) <= 2_000
    long = "The minister said the talks were near an end and " * 20_000
    assert len(find_quotes(read(Document(id="d", body=long, language="en")))) <= 2_000


@pytest.mark.parametrize(
    ("text", "language"),
    [("بحسب الوزير إن", "ar"), ("According to the mayor,", "en"), ("said that", "en"), ("dedi", "tr")],
)
def test_a_text_that_breaks_off_after_its_cue_has_no_quote(text, language):
    assert outer_quotes_of(text, language) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "قال",
                "الوزير",
                "إن",
                "«",
                "»",
                "”",
                "،",
                ".",
                ":",
                "وأضاف",
                "أن",
                "بحسب",
                "said",
                "the",
                "Mayor",
                "that",
                "\n\n",
                ",",
            ]
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from(LANGUAGES),
)
def test_every_quote_lies_in_the_text_and_has_its_words(parts, language):
    text = " ".join(parts)
    if not text.strip():
        return
    for quote in quotes_of(text, language):
        assert quote.text == quote.span.of(text)
        assert quote.text.strip()
        assert all(quote.span.covers(part) for part in quote.parts)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Senator Mark Dubois never said that the harbour would close.", "en"),
        ("Le sénateur Marc Dubois n'a jamais dit que le port fermerait.", "fr"),
        ("Senator Mark Dubow hat nie gesagt, dass der Hafen schließt.", "de"),
        ("El senador Marcos Dávila nunca dijo que el puerto cerraría.", "es"),
        ("Сенатор Марк Дубов никогда не говорил, что порт закроют.", "ru"),
    ],
)
def test_that_somebody_never_said_it_is_a_denial(text, language):
    quote = only(text, language)
    assert quote.denied
    assert quote.speaker.name.split()[0] in ("Mark", "Marc", "Marcos", "Марк")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "El líder del sindicato, Marcos Dávila, llegó tarde. «Nos lo prometieron todo», dijo.",
            "es",
            "Marcos Dávila",
        ),
        (
            "Ministerin Henrike Vollmer sorgt für Ärger. „Wir geben nicht auf“, sagte sie am Mittwoch.",
            "de",
            "Henrike Vollmer",
        ),
        (
            "Депутат Карим ас-Сабах приехал вечером. «Они нарушили договор», — сказал он.",
            "ru",
            "Карим ас-Сабах",
        ),
    ],
)
def test_a_pronoun_or_nobody_is_the_subject_of_the_sentence_before(text, language, name):
    assert only(text, language).speaker.name == name


def test_a_particle_that_looks_like_a_preposition_joins_a_name():
    quote = only("El acuerdo crea una comisión, según anunció el mediador, Saif al Rashdi.", "es")
    assert quote.speaker.name == "Saif al Rashdi"
