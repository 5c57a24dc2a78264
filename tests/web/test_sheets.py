"""Pages that stand for themselves, a report and the API's documentation: nothing hangs out, whatever it is called, on any screen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from averral.gateway import docs_page
from averral.gateway.app import create_app
from averral.gateway.context import Context
from averral.gateway.openapi import describe
from averral.model import (
    BatchChange,
    Finding,
    FindingState,
    ItemFailure,
    Origin,
    Passage,
    RelationReason,
    Span,
    TimelinePoint,
)
from averral.report import page as report
from averral.report.digest import Digest
from averral.runtime.settings import GatewaySettings

NAMES = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3,
    "شبكة أخبار الفرات للإعلام والنشر والتوزيع",
    "חדשות הצפון",
)
TEXTS = (
    ("en", "x" * 300),
    ("ar", "قُتل 27 شخصًا في غارة جوية على بلدة عزيزة"),
    ("he", "לפחות 30 בני אדם נהרגו"),
)
SCREENS = ({"width": 1280, "height": 900}, {"width": 360, "height": 740})


def findings() -> list[Finding]:
    """Everybody against everybody, under the longest names."""
    made = []
    for number, (name, (language, text)) in enumerate(zip(NAMES, TEXTS, strict=True)):
        sides = [
            Origin(
                f"org_{who}",
                who,
                (
                    Passage(
                        f"clm_{who}",
                        "doc_1",
                        "r1",
                        Span(0, len(words)),
                        words,
                        spoken,
                        who,
                        url="https://a.example/" + "y" * 200,
                    ),
                ),
            )
            for who, (spoken, words) in zip(NAMES, TEXTS, strict=True)
        ]
        own, others = sides[number], sides[:number] + sides[number + 1 :]
        moment = datetime(2016, 12, 4 + number, tzinfo=UTC)
        timeline = tuple(
            TimelinePoint(moment, side.id, f"exact {place + 10} killed people", side.passages[0].item_id)
            for place, side in enumerate(sides)
        )
        made.append(
            Finding(
                f"fnd_{number}", f"clm_{name}", "default", text, language, FindingState.CONTESTED,
                (own,), tuple(others), timeline=timeline, reasons=(RelationReason.VALUE,),
                why=f"1 origin(s) report it ({name}).", kind="casualties", topic=f"t{number}",
            )
        )  # fmt: skip
    return made


def the_report() -> str:
    found = findings()
    about = report.About(
        "Cross-check of " + "z" * 200,
        datetime(2026, 1, 1, tzinfo=UTC),
        4,
        [ItemFailure("f" * 200, "EMPTY_TEXT", "The text is empty.")],
        1,
        [BatchChange("new", "clm_1", None, found[0])],
    )
    return report.render(about, Digest().add_all(found))


def the_documentation() -> str:
    context = Context(GatewaySettings(), None, None)  # type: ignore[arg-type]
    shown = docs_page.render(describe(create_app(context)))
    return shown.replace("<details>", "<details open>")


@pytest.mark.parametrize("make", [the_report, the_documentation])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen["width"]))
async def test_nothing_hangs_out(make, screen, new_page, tmp_path, picture):
    file = tmp_path / "sheet.html"
    file.write_text(make(), encoding="utf-8")
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
        sheet = await new_page(viewport=screen, color_scheme=scheme)
        await sheet.emulate_media(media=media)
        await sheet.goto(file.as_uri())
        width = await sheet.evaluate("document.documentElement.scrollWidth")
        assert width <= screen["width"] or media == "print", (scheme, media)
        paper, ink = await sheet.evaluate(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
        assert (brightness(paper) > brightness(ink)) is (
            scheme == "light" or (media == "print" and make is the_report)
        )
        await picture(sheet, f"{make.__name__}-{screen['width']}-{scheme}-{media}")


def brightness(colour: str) -> int:
    return sum(int(part) for part in colour.strip("rgba()").split(",")[:3])
