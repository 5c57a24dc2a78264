"""Who acts in reports of a war, and what English verbs that are nouns too tell."""

import pytest

from averral.extraction.engine import extract
from averral.language.matters import find_matters
from averral.model import Document


def read(text, language="en"):
    return extract(Document(id="d", body=text, language=language)).claims


def parts(claim):
    return [(part.role.value, part.key) for part in claim.participants]


def test_sentences_inside_marks_are_claims_of_their_own():
    claims = read(
        'The mayor said: "Twelve people were killed. Forty were wounded. The bridge was destroyed."'
    )
    assert [claim.text for claim in claims] == [
        "Twelve people were killed.",
        "Forty were wounded.",
        "The bridge was destroyed.",
    ]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Syrian or Russian aircraft struck an aid convoy near Aleppo.", ["state:SY", "state:RU"]),
        ("Russia was responsible for the strike on the aid convoy.", ["state:RU"]),
        ("Moscow was behind the attack on the hospital in Idlib.", ["state:RU"]),
        ("Syrian pro-government forces have been killing civilians in Aleppo.", ["side:government-forces"]),
        ("Rebel rockets killed at least six people in government-held districts.", ["side:opposition"]),
    ],
)
def test_who_acts(text, actors):
    (claim,) = read(text)
    assert [key for role, key in parts(claim) if role == "actor"] == actors


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Russian jets did not bomb the hospital in Idlib.", "attack.airstrike"),
        ("Israel did not attack the convoy near Sarmada.", "attack.launched"),
        ("Russian planes did not strike the market in Ariha.", "attack.shelling"),
    ],
)
def test_nouns_are_verbs_behind_an_auxiliary(text, predicate):
    (claim,) = read(text)
    assert (claim.predicate, claim.polarity.value) == (predicate, "negated")


def test_who_only_holds_an_area_does_not_take_it():
    (claim,) = read("The army took control of areas held by insurgents in the east of the city.")
    assert ("actor", "side:opposition") not in parts(claim)


def test_an_office_and_its_holder_are_one():
    claims = read("Turkish President Recep Tayyip Erdogan accused Damascus of breaking the ceasefire.")
    assert [role for role, _ in parts(claims[0])] == ["actor", "target"]


@pytest.mark.parametrize(
    "text",
    ["The Syrian military declared a one-week truce over on Monday.", "The truce is over, the army said."],
)
def test_a_truce_that_is_over_has_collapsed(text):
    (claim,) = read(text)
    assert claim.predicate == "ceasefire.collapsed"


def test_a_convoy_that_delivers_is_hit():
    first, _ = read(
        "Air raids hit a convoy delivering food and medicine to a town west of Aleppo, killing at least 20 people."
    )
    assert first.predicate == "attack.airstrike"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A biopsy did not cause the death of the singer, doctors said.", "en"),
        ("L'opération n'a pas causé la mort du patient.", "fr"),
        ("La operación no causó la muerte de la actriz.", "es"),
    ],
)
def test_what_did_not_cause_a_death_does_not_deny_it(text, language):
    (claim,) = read(text, language)
    assert (claim.predicate, claim.polarity.value) == ("", "negated")


def test_a_strike_that_caused_no_deaths_hurt_nobody():
    (claim,) = read("The ministry said the strike did not cause any deaths.")
    assert claim.predicate == "casualties.none"


def test_the_death_of_somebody_named_is_known_whatever_did_not_cause_it():
    matters = {
        each.label: each.negated for each in find_matters("the biopsy did not cause Rivers' death", "en")
    }
    assert matters
    assert not any(matters.values())


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("تلقت الفصائل رسالة من مسؤول أوروبي تظهر أن فرنسا توافق على الموقف", "مسؤول أوروبي"),
        ("وصلت رسالة من مسؤول فرنسي تحمل أن باريس ستنسحب من الاتفاق", "مسؤول فرنسي"),
    ],
)
def test_a_verb_behind_an_unnamed_source_is_no_name(text, speaker):
    (quote,) = extract(Document(id="d", body=text, language="ar")).quotes
    assert quote.speaker.name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "تلقت الفصائل رسالة من مسؤول أوروبي تظهر تبني فرنسا للموقف اليوناني من الحرب",
        "وصلت رسالة من مسؤول فرنسي تحمل تأييد باريس للموقف التونسي من الأزمة",
    ],
)
def test_a_letter_far_from_a_noun_of_saying_opens_no_quotation(text):
    found = extract(Document(id="d", body=text, language="ar"))
    assert not found.quotes
    parties = {part.key for claim in found.claims for part in claim.participants}
    assert len({key for key in parties if key.startswith("state:")}) == 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قال المتحدث إن الحكومة أبلغت تركيا أنها لن تسحب قواتها.", "الحكومة"),
        ("الرئيس الفرنسي أبلغ نظيره اللبناني أن باريس ستساعد.", "الرئيس الفرنسي"),
        ("أضاف أن المنظمة حذرت الحكومة من أن الأدوية تنفد.", "المنظمة"),
        ("أبلغت الوزارة الأمم المتحدة أن المعبر مغلق.", "الوزارة"),
        ("أمس السبت أعلن وزير الدفاع أن العملية انتهت.", "وزير الدفاع"),
    ],
)
def test_whoever_is_informed_does_not_speak(text, speaker):
    found = extract(Document(id="d", body=text, language="ar")).quotes
    assert found[-1].speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The killed woman is not the singer Amina Sardo.", "en"),
        ("La femme tuée n'est pas la chanteuse Amina Sardo.", "fr"),
        ("La mujer asesinada no es la cantante Amina Sardo.", "es"),
        ("Die getötete Frau ist nicht die Sängerin Amina Sardo.", "de"),
        ("Убитая женщина — не певица Амина Сардо.", "ru"),
    ],
)
def test_who_the_dead_are_not_leaves_them_dead(text, language):
    assert [claim.predicate for claim in read(text, language)] == ["casualties.killed"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Reports of looting in areas liberated from rebel control are increasing.", "en"),
        ("تتزايد عمليات النهب في المناطق المحررة من سيطرة المتمردين.", "ar"),
        ("Les pillages se multiplient dans les zones libérées du contrôle des rebelles.", "fr"),
        ("İsyancılardan kurtarılan bölgelerde yağma artıyor.", "tr"),
        ("В районах, освобождённых от контроля повстанцев, участились грабежи.", "ru"),
        ("У районах, звільнених від контролю повстанців, почастішали грабежі.", "uk"),
        ("Aumentan los saqueos en las zonas liberadas del control rebelde.", "es"),
        ("In den von den Rebellen befreiten Gebieten häufen sich Plünderungen.", "de"),
        ("غارت در مناطق آزادشده از کنترل شورشیان افزایش یافته است.", "fa"),
        ("הביזה באזורים ששוחררו משליטת המורדים מתגברת.", "he"),
    ],
)
def test_liberated_areas_are_no_prisoners_set_free(text, language):
    assert "control.captured" in {claim.predicate for claim in read(text, language)}


def test_videos_that_are_released_free_nobody():
    predicates = {claim.predicate for claim in read("The group has released several videos of hostages.")}
    assert "arrest.released" not in predicates
