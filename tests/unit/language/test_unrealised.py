"""What somebody tries, means or is told to do has not been done by that, unless a verb implies that it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.extraction.engine import extract
from averral.model import Document, Modality

PRINTED = datetime(2026, 9, 14, tzinfo=UTC)
REAL = {Modality.ASSERTED, Modality.ATTRIBUTED}


def killings(text, language):
    found = extract(Document("d", text, language=language, published_at=PRINTED)).claims
    return [claim.modality for claim in found if claim.predicate == "casualties.killed"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The militia is trying to kill the hostages in Tarvan.", "en"),
        ("The commander ordered his men to kill the hostages.", "en"),
        ("Gunmen showed up to deliberately kill the pupils.", "en"),
        ("He vowed to kill the governor.", "en"),
        ("La milice tente de tuer les otages à Tarvan.", "fr"),
        ("Le commandant a ordonné à ses hommes de tuer les otages.", "fr"),
        ("La milicia intenta matar a los rehenes en Tarvan.", "es"),
        ("El comandante ordenó a sus hombres matar a los rehenes.", "es"),
        ("Die Miliz versucht, die Geiseln in Tarvan zu töten.", "de"),
        ("Der Kommandeur befahl seinen Männern, die Geiseln zu töten.", "de"),
        ("Боевики пытаются убить заложников в Тарване.", "ru"),
        ("Командир приказал своим людям убить заложников.", "ru"),
        ("Бойовики намагаються вбити заручників у Тарвані.", "uk"),
        ("Озброєні люди прийшли до Тарвана, щоб убити заручників.", "uk"),
        ("Milisler Tarvan'da rehineleri öldürmeye çalışıyor.", "tr"),
        ("Silahlı kişiler rehineleri öldürmek için Tarvan'a geldi.", "tr"),
        ("تحاول الميليشيا قتل الرهائن في مدينة تارفان.", "ar"),
        ("جاء مسلحون إلى مدينة تارفان لقتل الرهائن.", "ar"),
        ("افراد مسلح برای کشتن گروگان‌ها به شهر تاروان آمدند.", "fa"),
        ("המיליציה מנסה להרוג את בני הערובה בעיר טרוואן.", "he"),
    ],
)
def test_what_is_tried_meant_or_ordered_is_not_told_as_done(text, language):
    found = killings(text, language)
    assert found
    assert not REAL & set(found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The rebels managed to kill the commander in Tarvan.", "en"),
        ("The army used drones to kill the commander in Tarvan.", "en"),
        ("Les rebelles ont réussi à tuer le commandant à Tarvan.", "fr"),
        ("Los rebeldes lograron matar al comandante en Tarvan.", "es"),
        ("Den Rebellen gelang es, den Kommandeur in Tarvan zu töten.", "de"),
        ("Повстанцам удалось убить командира в Тарване.", "ru"),
        ("Повстанцям вдалося вбити командира в Тарвані.", "uk"),
        ("İsyancılar Tarvan'da komutanı öldürmeyi başardı.", "tr"),
        ("تمكن المتمردون من قتل القائد في مدينة تارفان.", "ar"),
        ("המורדים הצליחו להרוג את המפקד בעיר טרוואן.", "he"),
    ],
)
def test_what_a_verb_implies_was_done(text, language):
    assert set(killings(text, language)) <= REAL
    assert killings(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two sides agreed in Tarvan to exchange 180 prisoners.", "en"),
        ("Les deux camps sont convenus à Tarvan d'échanger 180 prisonniers.", "fr"),
        ("Las dos partes acordaron en Tarvan intercambiar 180 prisioneros.", "es"),
        ("Beide Seiten vereinbarten in Tarvan, 180 Gefangene auszutauschen.", "de"),
        ("Стороны договорились в Тарване обменять 180 пленных.", "ru"),
        ("Сторони домовилися в Тарвані обміняти 180 полонених.", "uk"),
        ("Taraflar Tarvan'da 180 esirin takas edilmesi konusunda anlaştı.", "tr"),
        ("اتفق الطرفان في تارفان على تبادل 180 أسيراً.", "ar"),
        ("دو طرف در تاروان بر سر تبادل ۱۸۰ اسیر توافق کردند.", "fa"),
        ("הצדדים הסכימו בטרוואן להחליף 180 שבויים.", "he"),
    ],
)
def test_who_agrees_to_an_exchange_has_not_exchanged_anybody(text, language):
    found = extract(Document("d", text, language=language, published_at=PRINTED)).claims
    assert [claim.predicate for claim in found] == ["exchange.offered"]
