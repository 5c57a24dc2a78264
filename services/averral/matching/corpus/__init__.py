"""The records: documents, their items with vectors, and the relations between items. The truth of the service."""
