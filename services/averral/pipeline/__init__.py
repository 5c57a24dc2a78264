"""The queue table in code: what is done with a document between its arrival and its findings."""
