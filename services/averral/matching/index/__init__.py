"""The vector index: a cache of the records' vectors, rebuilt from them whenever it does not fit them."""
