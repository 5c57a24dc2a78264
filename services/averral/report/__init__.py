"""Reports of a batch for people and programs: rows, CSV, Parquet, one page with charts."""
