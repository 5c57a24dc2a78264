"""Who is read as the speaker, and what as said, where a sentence says more than "X said that"."""

import pytest

from quote_scoring import outer_quotes_of


def read(text: str, language: str) -> tuple[str, str]:
    (quote,) = outer_quotes_of(text, language)
    return quote.speaker.name, text[quote.span.start : quote.span.end]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "«Колонна шла медленно», — рассказал «Северной почте» водитель Игорь Ланской.",
            "ru",
            "Игорь Ланской",
        ),
        (
            "Число раненых достигло двенадцати, рассказала «Горному листку» врач больницы Вера Соломина.",
            "ru",
            "Вера Соломина",
        ),
        (
            "«Ми йдемо будувати», — сказав «Портовому кур'єру» її представник Олег В'яткін.",
            "uk",
            "Олег В'яткін",
        ),
    ],
)
def test_an_outlet_in_marks_behind_the_verb_hears_and_says_nothing(text, language, name):
    speaker, content = read(text, language)
    assert speaker == name
    assert text.strip("«").startswith(content)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "«Меня три года держали в яме», — сказал, спустившись по трапу, Салех Турами.",
            "ru",
            "Салех Турами",
        ),
        ("«Мене три роки тримали в ямі», — сказав, спустившись трапом, Салех Турамі.", "uk", "Салех Турамі"),
        ("«Мы найдём всех», — заявил прибывший на место министр Болот Токоев.", "ru", "Болот Токоев"),
        ("По словам главы комитета по делам беженцев Фуада Бахтина, списки переданы.", "ru", "Фуад Бахтин"),
        (
            "Бои в долине закончились, сообщил её представитель в Итури полковник Серж Мавига.",
            "ru",
            "Серж Мавига",
        ),
        ("«Північний монітор» повідомив, що дамба зруйнована.", "uk", "Північний монітор"),
        ("« Vigie du Nord » rapporte que la digue a cédé.", "fr", "Vigie du Nord"),
        ("„Nordwacht“ berichtete, dass der Damm gebrochen sei.", "de", "Nordwacht"),
        ("Мятежники в последнюю минуту потребовали заменить двенадцать фамилий.", "ru", "Мятежники"),
        (
            "לפי דובר ממשלת דריה, עבד אל-חכים גריאני, יתר העצורים ישוחררו בתוך ימים.",
            "he",
            "עבד אל-חכים גריאני",
        ),
        ('"מי שרוצה את הנחושת יבנה מפעל אצלנו", אמר אראמאיו בהמבורג.', "he", "אראמאיו"),
        ("קרווי עצמה הבהירה אתמול כי לא אמרה דבר כזה.", "he", "קרווי"),
        (
            "ساره مکی، پژوهشگر مسائل آفریقا در تهران، معتقد است هر دو طرف از پهپاد استفاده می‌کنند.",
            "fa",
            "ساره مکی",
        ),
        ("بر اساس داده‌های آژانس محیط زیست، هوای شهر ۷۱ روز ناسالم بود.", "fa", "آژانس محیط زیست"),
        ("شورای محلی از سازمان‌های امدادی خواسته است برای بازماندگان چادر بفرستند.", "fa", "شورای محلی"),
    ],
)
def test_the_speaker_is_named_whole_and_alone(text, language, name):
    assert read(text, language)[0] == name


@pytest.mark.parametrize(
    ("text", "language", "name", "content"),
    [
        (
            "کمیته همبستگی پزشکان مالی شمار کشته‌شدگان بازار را ۳۴ نفر اعلام کرده است.",
            "fa",
            "کمیته همبستگی پزشکان مالی",
            "شمار کشته‌شدگان بازار را ۳۴ نفر",
        ),
        (
            "سخنگوی سازمان گذرگاه‌های مرزی روز پنجشنبه گزارش‌ها درباره بسته شدن گذرگاه را تکذیب کرد.",
            "fa",
            "سخنگوی سازمان گذرگاه‌های مرزی",
            "گزارش‌ها درباره بسته شدن گذرگاه",
        ),
        (
            "دانشگاه علوم پزشکی سمنان از شناسایی دو مورد ابتلا به وبا در شهر خبر داد.",
            "fa",
            "دانشگاه علوم پزشکی سمنان",
            "شناسایی دو مورد ابتلا به وبا در شهر",
        ),
        (
            "לטענת הסנאטורית, הנתונים הרשמיים מנופחים: בשנה שעברה יוצרו 1,200 טון בלבד.",
            "he",
            "הסנאטורית",
            "הנתונים הרשמיים מנופחים: בשנה שעברה יוצרו 1,200 טון בלבד",
        ),
    ],
)
def test_subject_and_content_are_told_apart(text, language, name, content):
    assert read(text, language) == (name, content)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Министр обороны Хамид Вазиров, как передают местные СМИ, бросил: «Мы зажгли огонь».", "ru", "Хамид Вазиров"),
        ("Министр финансов Хамид Вазиров, по данным агентства «Север», заявил, что налог отменят.", "ru", "Хамид Вазиров"),
        ("La ministre des Finances, Ada Berg, selon la presse locale, a déclaré que l'impôt serait supprimé.", "fr", "Ada Berg"),
        ("The finance minister, Ada Berg, according to local media, said that the tax would go.", "en", "Ada Berg"),
        ("به گزارش خبرگزاری دی‌جی‌ال، اینوسان لوکا، سخنگوی این گروه، گفت: «شهر آزاد است».", "fa", "اینوسان لوکا"),
    ],
)  # fmt: skip
def test_who_passes_it_on_is_not_who_said_it(text, language, name):
    assert read(text, language)[0] == name


def test_who_says_that_he_himself_is_something_in_a_relative_clause_reports_nothing():
    text = "ائتلاف تپه‌ها که خود را مدافع دامداران می‌خواند، نه روز شهر را در دست داشت."
    assert not outer_quotes_of(text, "fa")


def test_a_verb_that_goes_on_behind_a_comma_has_no_subject_there():
    text = 'השרה רות אלמוג אמרה כי אין קשר לירי. "אני לא מחלקת תעודות למתים," הוסיפה, והדברים עוררו סערה.'
    assert [quote.speaker.name for quote in outer_quotes_of(text, "he")] == ["רות אלמוג"] * 2


@pytest.mark.parametrize(
    ("text", "language", "name", "content"),
    [
        (
            '"They came at night," Hawa Dawal, who sells tea at the market, told a local group that records abuses.',
            "en",
            "Hawa Dawal",
            "They came at night",
        ),
        (
            "La comisión que investiga el accidente descartó el miércoles que un misil causara la tragedia.",
            "es",
            "La comisión",
            "un misil causara la tragedia",
        ),
        (
            "La CDC, qui dit défendre les éleveurs des hauteurs, avait déjà occupé la ville.",
            "fr",
            "CDC",
            "défendre les éleveurs des hauteurs",
        ),
        (
            "Pour le géologue Lucien Rochard, de l'université de Corvan, que nous avons joint, la crue n'a rien de neuf.",
            "fr",
            "Lucien Rochard",
            "la crue n'a rien de neuf",
        ),
        (
            "Le poste d'Al-Hadar, fermé lundi par l'Irak, a rouvert samedi, a constaté une correspondante du Courrier.",
            "fr",
            "une correspondante du Courrier",
            "Le poste d'Al-Hadar, fermé lundi par l'Irak, a rouvert samedi",
        ),
        (
            "Die Stadtwerke warnten vor wenigen Wochen, dass der Umbau der Netze länger dauern könne.",
            "de",
            "Die Stadtwerke",
            "der Umbau der Netze länger dauern könne",
        ),
    ],
)
def test_a_clause_about_speaker_or_hearer_is_not_what_was_said(text, language, name, content):
    assert read(text, language) == (name, content)


def test_a_clause_that_opens_with_while_ends_before_the_next_speaker():
    text = (
        "Alors que la Défense civile faisait état vendredi de 38 morts, le maire de Corvan, Walid Pardo, "
        "affirme que le bilan est plus lourd."
    )
    first, second = outer_quotes_of(text, "fr")
    assert text[first.span.start : first.span.end] == "38 morts"
    assert second.speaker.name == "Walid Pardo"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Die Ermittler fanden nach Angaben eines Beteiligten bislang weder Federn noch Blut.", "de", "Beteiligten"),
        ("Sieben Schwerverletzte seien gestorben, teilte das Ärztenetzwerk Kordovan mit.", "de", "das Ärztenetzwerk Kordovan"),
        ("Der Afrika-Experte Bertram Quister von der Universität Ahlen warnte vor zu hohen Erwartungen.", "de", "Bertram Quister"),
        ("Un proche du général, joint par téléphone, assure qu'une telle phrase n'a pas été prononcée.", "fr", "Un proche du général"),
        ("Selon l'Agence nationale de la météo, la pluie continuera.", "fr", "Agence nationale de la météo"),
        ("La policía no practicó detenciones, según constató este diario.", "es", "este diario"),
    ],
)  # fmt: skip
def test_nothing_but_the_speaker_is_in_the_name(text, language, name):
    assert read(text, language)[0] == name


def test_an_adverbial_is_no_speaker():
    assert not outer_quotes_of("Der Preis stieg um sechs Prozent, gab bis zum Abend aber wieder nach.", "de")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ('Ordu Sözcüsü Nebil et-Tayyar, "Salı günü hiçbir aracımız uçmadı" dedi.', "tr", "Nebil et-Tayyar"),
        ('Genel müdür Aybek Toktosun, toplantıda uçağın durumunu savunarak, "Bu uçak denetlendi" dedi.', "tr", "Aybek Toktosun"),
        ("Hızlı Koruma Kuvvetleri (HKK) saldırıdan orduyu sorumlu tuttu.", "tr", "Hızlı Koruma Kuvvetleri"),
        ("Мэр Жан-Бош Укондо призвал беженцев возвращаться.", "ru", "Жан-Бош Укондо"),
        ("Международный комитет Красного Полумесяца сообщил, что мост обрушился.", "ru", "Международный комитет Красного Полумесяца"),
        ("Из-за трещины в гребне плотины Пампа-Роса власти распорядились эвакуировать 2600 человек.", "ru", "власти"),
        ("وتقول منظمات حقوقية إن آلاف المحتجزين ما زالوا في السجون.", "ar", "منظمات حقوقية"),
        ("لقي 14 شخصاً حتفهم في غارة، وفق ما أعلنت شبكة أطباء كردان.", "ar", "شبكة أطباء كردان"),
        ('وحمّل المبعوث الإثيوبي جيتان بيكيل الخرطوم مسؤولية الفشل، وقال: "الباب مغلق الآن".', "ar", "جيتان بيكيل"),
        ("أعلنت اللجنة العسكرية المنبثقة عن حكومة دريا، مساء الاثنين، التوصل إلى اتفاق مع القيادة.", "ar", "اللجنة العسكرية المنبثقة عن حكومة دريا"),
        ("وأعلن المجلس تعليق الإفراج عن الأسرى.", "ar", "المجلس"),
    ],
)  # fmt: skip
def test_names_with_links_letters_and_what_a_body_comes_from_are_whole(text, language, name):
    assert read(text, language)[0] == name
