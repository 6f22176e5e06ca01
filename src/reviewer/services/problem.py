"""Requests that cannot be met."""

from __future__ import annotations

from reviewer.text.problem import Problem


class RequestProblem(Problem):
    """Something was asked for that is not there, or that makes no sense where it was asked."""
