"""Annotation reports: values in, bytes out, one module per format."""
