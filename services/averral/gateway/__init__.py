"""The HTTP gateway: the public API as JSON. It decodes, calls the verification service, encodes; no rules of its own."""
