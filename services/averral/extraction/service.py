"""The extraction service: decodes, reads the document in a thread, encodes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from averral import wire
from averral.errors import AverralError
from averral.extraction.engine import extract
from averral.model import Document, Extraction, Limits
from averral.runtime.documents import with_id
from averral.runtime.server import Service
from averral.runtime.status import to_status
from averral.v1 import extraction_service_pb2 as messages
from averral.v1 import extraction_service_pb2_grpc

NAME = "averral.v1.ExtractionService"


class ExtractionServicer(extraction_service_pb2_grpc.ExtractionServiceServicer):
    """Answers from the text alone; holds nothing between calls but the language tables."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        # One thread: reading is pure computation, more would only take turns and lengthen every call.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="extract")

    async def Extract(self, request: messages.ExtractRequest, context: Any) -> messages.ExtractResponse:
        """Everything found in one document."""
        extraction = await self._read(wire.decode_document(request.document))
        return messages.ExtractResponse(extraction=wire.encode_extraction(extraction))

    async def ExtractStream(
        self,
        request_iterator: AsyncIterable[messages.ExtractStreamRequest],
        context: Any,
    ) -> AsyncIterator[messages.ExtractStreamResponse]:
        """One answer per document, in order; a bad document gets an error of its own."""
        async for request in request_iterator:
            named = request.document.id or request.document.external_id
            try:
                extraction = await self._read(wire.decode_document(request.document))
            except AverralError as error:
                yield messages.ExtractStreamResponse(document_id=named, error=to_status(error))
            else:
                yield messages.ExtractStreamResponse(
                    document_id=named or extraction.document_id, extraction=wire.encode_extraction(extraction)
                )

    async def close(self) -> None:
        """Lets the thread go."""
        self._thread.shutdown(wait=False)

    async def _read(self, document: Document) -> Extraction:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._extract, document)

    def _extract(self, document: Document) -> Extraction:
        return extract(with_id(document, self._limits), self._limits)


def create(limits: Limits | None = None) -> Service:
    """The service, ready to be served."""
    servicer = ExtractionServicer(limits)
    return Service(
        NAME,
        servicer,
        extraction_service_pb2_grpc.add_ExtractionServiceServicer_to_server,
        close=servicer.close,
    )
