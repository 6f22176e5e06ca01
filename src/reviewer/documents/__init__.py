"""Bytes become a document: decoding, loading, limits."""
