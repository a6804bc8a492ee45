"""What is asked, of whom, by when."""

from issues.models.assignments import AssignedDataPoint, Assignment, AssignmentQuerySet
from issues.models.calendar import CalendarDay, CalendarDayQuerySet
from issues.models.lists import Coordination, ListOfIssues, ListOfIssuesQuerySet
from issues.models.text import DataPoint, Issue, IssueQuerySet, Kind, Passage, Section, SourceNote, slug_of

__all__ = [
    "AssignedDataPoint",
    "Assignment",
    "AssignmentQuerySet",
    "CalendarDay",
    "CalendarDayQuerySet",
    "Coordination",
    "DataPoint",
    "Issue",
    "IssueQuerySet",
    "Kind",
    "ListOfIssues",
    "ListOfIssuesQuerySet",
    "Passage",
    "Section",
    "SourceNote",
    "slug_of",
]
