"""What callers send. A field that is not listed is refused: a misspelt one must not be lost in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from averral.errors import Permanent, Reason
from averral.gateway.html_text import HtmlText
from averral.model import (
    AnswerOptions,
    ClaimKind,
    Document,
    Filters,
    FindingState,
    ReviewAction,
    Source,
    Webhook,
)

KindOfClaim = StrEnum(  # type: ignore[misc]
    "KindOfClaim", {kind.name: kind.value for kind in ClaimKind} | {"QUOTE": "quote"}
)
State = StrEnum("State", {state.name: state.name for state in FindingState})  # type: ignore[misc]
Action = StrEnum("Action", {action.name: action.name for action in ReviewAction})  # type: ignore[misc]

Text = Annotated[str, Field(min_length=1, description="The words, as they are. Spans count in them.")]
Language = Annotated[
    str, Field(max_length=35, description="BCP-47 code such as `ar`; empty to have it detected.")
]

LanguageSought = Annotated[
    str,
    Field(
        max_length=35,
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}$",
        description="BCP-47 code such as `ar`; only the primary language counts.",
    ),
]

#: How every day and moment begins; "6" would be read as six seconds after 1970.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _text_only(given: Any) -> Any:
    """Numbers, also as text, would be taken for seconds since 1970, which nobody means who writes a year."""
    if isinstance(given, int | float) or (isinstance(given, str) and not _DAY.match(given)):
        message = "write a day or moment as text, such as 2016-12-04"
        raise ValueError(message)
    return given


Moment = Annotated[
    datetime | date | None,
    BeforeValidator(_text_only),
    Field(description="ISO 8601 day or moment; without a time zone it is UTC."),
]
Day = Annotated[date | None, BeforeValidator(_text_only)]
Short = Annotated[str, Field(max_length=2_000)]
MinOrigins = Annotated[
    int,
    Field(
        strict=True,
        ge=0,
        le=100,
        description="Independent origins that the claim needs to be `CORROBORATED`; 0 for two. With more than one and "
        "fewer than this it is `TOO_FEW_ORIGINS`.",
    ),
]
WithEvidence = Annotated[
    bool,
    Field(
        strict=True,
        description="Have `evidence` too: the relations with their traces, the claims with their figures.",
    ),
]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SearchFilters(_Sent):
    """Restricts the documents that are searched; empty fields restrict nothing."""

    published_from: Moment = None
    published_to: Moment = None
    languages: list[Short] = Field(default_factory=list, max_length=50)
    outlets: list[Short] = Field(default_factory=list, max_length=200)
    kinds: list[KindOfClaim] = Field(
        default_factory=list, max_length=50, description="Kinds of claim, or `quote`."
    )
    places: list[Short] = Field(
        default_factory=list, max_length=20, description="Names of places in any language; quotes have none."
    )

    def model(self) -> Filters:
        """The filters for a call."""
        return Filters(
            published_from=moment(self.published_from),
            published_to=moment(self.published_to),
            languages=tuple(self.languages),
            outlets=tuple(self.outlets),
            kinds=tuple(self.kinds),
            places=tuple(self.places),
        )


class _Question(_Sent):
    text: Text
    lang: Language = ""
    date: Moment = None
    filters: SearchFilters = Field(default_factory=SearchFilters)
    with_evidence: WithEvidence = False

    def document(self) -> Document:
        """The question as a document."""
        return Document("", self.text, language=self.lang, published_at=moment(self.date))

    def options(self, reader: str) -> AnswerOptions:
        """How the answer is wanted, explained in the reader's language."""
        return AnswerOptions(reader=reader, with_evidence=self.with_evidence)


class ClaimQuestion(_Question):
    """A claim to look up, in words or by the id of a stored one."""

    text: str = Field("", description="The words, as they are. Spans count in them.")
    claim_id: Short = Field("", description="A stored claim in place of `text`.")
    min_origins: MinOrigins = 0

    @model_validator(mode="after")
    def _one_of_both(self) -> ClaimQuestion:
        if bool(self.text) == bool(self.claim_id):
            message = "give either text or claim_id"
            raise ValueError(message)
        return self

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"text": "27 soldiers were killed in Aziza", "lang": "en"}]}
    )

    def options(self, reader: str) -> AnswerOptions:
        """How the answer is wanted, explained in the reader's language."""
        return replace(super().options(reader), min_origins=self.min_origins)


class QuoteQuestion(_Question):
    """A quotation to look up: the words without marks."""

    speaker: Short = Field("", description="Who is said to have spoken, in any script; empty for anybody.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "we cannot leave our city", "speaker": "Zakaria Malahifji", "lang": "en"}]
        }
    )


class BatchLine(QuoteQuestion):
    """One line of a batch."""

    id: Short
    kind: Literal["claim", "quote"] = "claim"
    min_origins: MinOrigins = 0

    def options(self, reader: str) -> AnswerOptions:
        """How the answer is wanted, explained in the reader's language."""
        return replace(super().options(reader), min_origins=self.min_origins)


class _Page(_Sent):
    text: str = Field("", description="The text as an editor shows it. Spans count in it.")
    html: str = Field(
        "", description="The same as HTML, in place of `text`: spans count in the text that it shows."
    )
    title: str = Field("", max_length=10_000, description="Headline, when it does not open the text.")
    lang: Language = ""
    published: Moment = None

    @model_validator(mode="after")
    def _one_of_both(self) -> _Page:
        if bool(self.text) == bool(self.html):
            message = "give either text or html"
            raise ValueError(message)
        return self

    def shown(self) -> HtmlText:
        """The text, with its blocks when it came as HTML."""
        return HtmlText.of_html(self.html) if self.html else HtmlText(self.text)


class Draft(_Page):
    """A draft to check. It is never stored."""

    id: Short = Field("", description="The caller's own id.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"id": "post-17", "text": "The talks in Ankara ended with a deal, officials said."}]
        }
    )

    def document(self, body: str) -> Document:
        """The draft for a call."""
        return Document(
            "",
            body,
            external_id=self.id,
            title=self.title,
            language=self.lang,
            published_at=moment(self.published),
        )


class Report(_Page):
    """A document to read and compare."""

    id: str = Field("", max_length=200, description="The caller's own id, shown in all answers.")
    outlet: Short = ""
    outlet_group: Short = Field("", description="Owner group: outlets of one group count as one origin.")
    domain: Short = ""
    country: str = Field(
        "", max_length=2, description="ISO 3166-1 alpha-2 code of the country of publication."
    )
    url: Short = ""

    def document(self) -> Document:
        """The document for a call."""
        return Document(
            "",
            self.shown().text,
            external_id=self.id,
            source=Source(self.outlet, self.outlet_group, self.domain, self.country),
            url=self.url,
            title=self.title,
            language=self.lang,
            published_at=moment(self.published),
        )


class Submission(_Sent):
    """Documents to read and compare."""

    documents: list[Report] = Field(min_length=1)
    keep_earlier: bool = Field(
        default=False,
        strict=True,
        description="Leave earlier documents of the same source with the same `id` where they are.",
    )

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "documents": [
                        {
                            "id": "a-1",
                            "outlet": "Orontes Dispatch",
                            "text": "The talks ended without a result.",
                        }
                    ]
                }
            ]
        }
    )


class Decision(_Sent):
    """A person's decision about a finding."""

    action: Action
    author: str = Field(min_length=1, max_length=200, description="Who decided.")
    note: str = Field("", max_length=10_000, description="Why; a note needs one.")
    related_ids: list[Short] = Field(
        [], max_length=50, description="Findings to merge with, or items of the passages to split off."
    )

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"action": "REJECT", "author": "desk-2", "note": "Two different villages."}]
        }
    )


class WebhookIn(_Sent):
    """A watch to save; empty filters let everything pass."""

    url: str = Field(min_length=9, max_length=2_000, description="`https://`, to a host on the internet.")
    states: list[State] = Field(default_factory=list, max_length=20)
    kinds: list[KindOfClaim] = Field(default_factory=list, max_length=20)
    finding_ids: list[Short] = Field(default_factory=list, max_length=100)

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"url": "https://desk.example/averral", "states": ["CONTESTED", "CONTRADICTED"]}]
        }
    )

    def model(self) -> Webhook:
        """The webhook for a call."""
        return Webhook(
            "",
            self.url,
            tuple(FindingState[state.name] for state in self.states),
            tuple(kind.value for kind in self.kinds),
            tuple(self.finding_ids),
        )


class Replay(_Sent):
    """Which events to post again."""

    after: int = Field(0, ge=0, le=2**63 - 1, description="Id of the last event that is not wanted again.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"after": 1042}]})


class TokenRequest(_Sent):
    """A token for a browser, made with a key that stays on the server."""

    scopes: list[Literal["read", "write", "review"]] = Field(
        ["read"], min_length=1, description="Some of the key's own."
    )
    seconds: int = Field(900, ge=60, le=3_600, description="How long it opens.")


def moment(given: datetime | date | None) -> datetime | None:
    """A day as its midnight, a moment without a time zone as UTC.

    Raises:
        Permanent: INVALID_DATE when no year has it in UTC.
    """
    if given is None:
        return None
    if not isinstance(given, datetime):
        return datetime.combine(given, time(), UTC)
    try:
        return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    except OverflowError:
        raise Permanent(
            Reason.INVALID_DATE,
            "The moment lies outside the years 1 to 9999 in UTC: correct it.",
            field="date",
            metadata={"value": given.isoformat()},
        ) from None


def states(chosen: Sequence[State]) -> list[str]:
    """The values that the service knows for the names that callers use."""
    return [FindingState[state.name].value for state in chosen]
