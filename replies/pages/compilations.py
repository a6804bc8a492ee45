"""The compilations of a list as its page shows them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from issues.models import ListOfIssues
from replies.models import Compilation, CompilationFile

OPTIONS = ("layout", "ministry_id", "section_id", "with_questions", "with_unaccepted")


@dataclass(frozen=True, slots=True)
class Run:
    """A compilation with what it was asked for in words, its files, and whether another can be compared."""

    compilation: Compilation
    files: list[CompilationFile]
    errors: int
    warnings: int
    has_earlier: bool = False

    @property
    def options(self) -> list[str]:
        """What sets it apart: its layout, its part, what is left out or added."""
        run = self.compilation
        said = [str(run.get_layout_display()), ", ".join(run.languages)]
        if run.ministry:
            said.append(run.ministry.name)
        if run.section:
            said.append(run.section.heading)
        if not run.with_unaccepted:
            said.append(_("only accepted text"))
        if run.with_questions:
            said.append(_("with the questions"))
        return said

    @property
    def is_readable(self) -> bool:
        """Whether it can be read on a page."""
        return any(file.format == CompilationFile.Format.JSON for file in self.files)


def shown(run: Compilation, *, has_earlier: bool = False) -> Run:
    """One compilation; its files, ministry and section are at hand."""
    counts = Counter(finding["severity"] for finding in run.open_findings)
    return Run(run, list(run.files.all()), counts["error"], counts["warning"], has_earlier)


def runs_of(stored: ListOfIssues) -> list[Run]:
    """All compilations of a list, the newest first, in two queries."""
    related = stored.compilations.select_related("started_by", "cancelled_by", "ministry", "section")
    found = list(related.prefetch_related("files"))
    done = [run for run in found if run.status == Compilation.Status.DONE]
    first: Any = done[-1] if done else None
    return [shown(run, has_earlier=run != first) for run in found]


def earlier_of(run: Compilation) -> list[Compilation]:
    """The compilations of the list that were done before a run, the newest first, with their files."""
    runs = run.list_of_issues.compilations.done().filter(started_at__lt=run.started_at)
    return list(runs.select_related("started_by", "ministry", "section").prefetch_related("files"))


def usual_of(run: Compilation, earlier: Sequence[Compilation]) -> Compilation | None:
    """What a run is compared with where nobody chose: the last with the same options, else the last."""
    alike = (other for other in earlier if all(getattr(other, n) == getattr(run, n) for n in OPTIONS))
    return next(alike, next(iter(earlier), None))
