"""Reviewer: a workbench for people who must trust a Chinese report that reached them damaged."""

__version__ = "0.1.0"
