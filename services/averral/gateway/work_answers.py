"""What callers get of work that takes a while: jobs, batches, their items and what changed between two runs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from averral.gateway.answers import FindingOut, NoticeOut, Shown
from averral.model import (
    Batch,
    Job,
)


class FailureOut(Shown):
    """An item that could not be processed; the others were."""

    item_id: str
    reason: str
    message: str


class JobOut(Shown):
    """Progress of a submission."""

    id: str
    document_ids: list[str]
    done: int = Field(description="Documents that are read and compared.")
    failures: list[FailureOut]
    finished: bool
    cancelled: bool
    notices: list[NoticeOut] = Field(
        description="What is the matter with documents that were taken all the same."
    )

    @classmethod
    def of(cls, job: Job) -> JobOut:
        """The job as it goes out."""
        return cls.model_validate(job)


class JobPage(BaseModel):
    """One page of submissions, latest first."""

    jobs: list[JobOut]
    next_page_token: str


class BatchOut(Shown):
    """Progress of a batch; its results stand once `finished_at` is set."""

    id: str
    items: int = Field(description="Documents and unreadable lines received so far.")
    done: int = Field(description="Documents that are read and compared.")
    failed: int
    received: bool = Field(description="Whether the upload came to its end; if not, send it again.")
    finished: bool
    cancelled: bool
    created_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime | None = Field(description="When batch and results are deleted; documents stay.")

    @classmethod
    def of(cls, batch: Batch) -> BatchOut:
        """The batch as it goes out."""
        return cls.model_validate(batch)


class BatchPage(BaseModel):
    """One page of batches, latest first."""

    batches: list[BatchOut]
    next_page_token: str


class ItemOut(Shown):
    """One document of a batch, or one line that held none."""

    number: int = Field(description="Place in the upload, from 1.")
    external_id: str
    document_id: str
    done: bool
    reason: str = Field(description="Why it failed; empty otherwise.")
    message: str


class ItemPage(BaseModel):
    """One page of items, in the order of the upload."""

    items: list[ItemOut]
    next_page_token: str


class ChangeOut(Shown):
    """What differs between two batches about one claim or quote."""

    kind: Literal["new", "cleared"]
    item_id: str
    before: FindingOut | None
    after: FindingOut | None


class ChangePage(BaseModel):
    """One page of changes."""

    changes: list[ChangeOut]
    next_page_token: str


class BatchAnswer(BaseModel):
    """The answer to one line of a batch: a finding, or why there is none."""

    id: str
    finding: FindingOut | None = None
    error: FailureOut | None = None


class RemovedOut(BaseModel):
    """Documents that are gone."""

    document_ids: list[str]
