"""Enums that requests carry by themselves, as filters; inside messages the codecs convert them."""

from __future__ import annotations

from averral.model import DocumentState, FindingState
from averral.v1 import document_pb2, finding_pb2
from averral.wire.scalars import enum_numbers, unknown_enum

_DOCUMENT_STATES = enum_numbers(DocumentState, document_pb2.DocumentState.DESCRIPTOR)
_FINDING_STATES = enum_numbers(FindingState, finding_pb2.FindingState.DESCRIPTOR)
_DOCUMENT_STATES_BY_NUMBER = {number: state for state, number in _DOCUMENT_STATES.items()}
_FINDING_STATES_BY_NUMBER = {number: state for state, number in _FINDING_STATES.items()}


def encode_document_state(state: DocumentState | None) -> int:
    """The state's number; 0 for None."""
    return _DOCUMENT_STATES[state] if state else 0


def decode_document_state(number: int, field: str = "state") -> DocumentState | None:
    """The state; None for 0. Raises INVALID_ARGUMENT on an unknown number."""
    if number == 0:
        return None
    state = _DOCUMENT_STATES_BY_NUMBER.get(number)
    if state is None:
        raise unknown_enum(field, number, _DOCUMENT_STATES_BY_NUMBER)
    return state


def encode_finding_state(state: FindingState) -> int:
    """The state's number."""
    return _FINDING_STATES[state]


def decode_finding_state(number: int, field: str = "states") -> FindingState:
    """The state. Raises INVALID_ARGUMENT on an unknown number, 0 included."""
    state = _FINDING_STATES_BY_NUMBER.get(number)
    if state is None:
        raise unknown_enum(field, number, _FINDING_STATES_BY_NUMBER)
    return state
