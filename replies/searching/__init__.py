"""Search over everything that a person may see: issues, data points, notes, answers, comments, files."""

from replies.searching.query import Asked, asked
from replies.searching.results import Results, search
from replies.searching.sources import Kind, Wanted

__all__ = ["Asked", "Kind", "Results", "Wanted", "asked", "search"]
