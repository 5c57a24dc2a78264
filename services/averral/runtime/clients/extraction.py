"""Client of the extraction service."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Self

from averral import wire
from averral.errors import AverralError
from averral.model import Document, Extraction, ItemFailure
from averral.runtime.clients.call import Caller
from averral.runtime.clients.channel import connect
from averral.runtime.settings import Settings
from averral.v1 import extraction_service_pb2 as pb
from averral.v1.extraction_service_pb2_grpc import ExtractionServiceStub


class ExtractionClient:
    """Implements `ports.ExtractionPort` over a stub; timeouts are seconds."""

    def __init__(
        self, stub: Any, *, timeout: float = 30.0, batch_timeout: float = 600.0, channel: Any = None
    ) -> None:
        self._call = Caller("extraction", stub, channel)
        self._timeout, self._batch_timeout = timeout, batch_timeout

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """A client of the service that the settings name."""
        channel = connect(settings.extraction_address, settings)
        return cls(
            ExtractionServiceStub(channel),  # type: ignore[no-untyped-call]
            timeout=settings.call_timeout,
            batch_timeout=settings.batch_timeout,
            channel=channel,
        )

    async def extract(self, document: Document) -> Extraction:
        """See `ExtractionPort.extract`."""
        request = pb.ExtractRequest(document=wire.encode_document(document))
        answer = await self._call.unary("Extract", request, self._timeout)
        return wire.decode_extraction(answer.extraction)

    async def extract_stream(self, documents: Iterable[Document]) -> AsyncIterator[Extraction | ItemFailure]:
        """See `ExtractionPort.extract_stream`."""
        pending: deque[ItemFailure | None] = deque()
        requests = _requests(documents, pending)
        async for answer in self._call.stream("ExtractStream", requests, self._batch_timeout):
            while pending and (failure := pending.popleft()):
                yield failure
            yield _decode(answer)
        for failure in pending:
            if failure is not None:
                yield failure

    async def close(self) -> None:
        """Closes the channel."""
        await self._call.close()


def _requests(
    documents: Iterable[Document], pending: deque[ItemFailure | None]
) -> Iterator[pb.ExtractStreamRequest]:
    """Requests for the documents that can be sent.

    `pending` gets, in order, None for each of these and the failure of each that cannot.
    """
    for document in documents:
        try:
            message = wire.encode_document(document)
        except AverralError as error:
            pending.append(
                ItemFailure(document.id or document.external_id, error.reason.value, error.message)
            )
        else:
            pending.append(None)
            yield pb.ExtractStreamRequest(document=message)


def _decode(answer: pb.ExtractStreamResponse) -> Extraction | ItemFailure:
    if answer.WhichOneof("result") == "error":
        return wire.decode_failure(answer.document_id, answer.error)
    return wire.decode_extraction(answer.extraction)
