"""One run of the compilation, step by step: from the versions of a moment to all of its files, or none."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import structlog
from django.utils import translation
from django.utils.translation import gettext as _

from replies.document import as_json, docx, html, markdown, pdf
from replies.document.archiving import archived
from replies.document.build import annexes_of, build
from replies.document.checks import check
from replies.document.counting import words_of
from replies.document.culprit import culprit
from replies.document.failing import Unwritable, reason_of
from replies.document.file_names import document_name
from replies.document.keeping import kept, kept_stream, thrown_away, tidied
from replies.document.options import Options, options_of
from replies.document.running import ATTEMPTS, SILENCE, Lost, claim, fail, finish, step
from replies.document.snapshot import moment_of, replies_as_of
from replies.document.stylesheet import stylesheet
from replies.document.tree import Document
from replies.document.typesetting import TypesettingTooSlow
from replies.models import Attachment, Compilation, CompilationFile, Reply

log = structlog.get_logger(__name__)

Render = Callable[[Document], bytes]
# A step that takes longer than SILENCE would look like the end of its worker.
TYPESETTING = SILENCE.total_seconds() * 0.8


def run(compilation_id: int) -> None:
    """Build the documents of one compilation; does nothing when another worker has it or it has ended."""
    found = Compilation.objects.select_related("list_of_issues", "template", "started_by").get(
        pk=compilation_id
    )
    if not claim(found):
        log.info("compilation.not_claimed", compilation=compilation_id)
        return
    job = Job(found)
    with translation.override(found.started_by.language):
        try:
            job.do()
        except Lost:
            log.info("compilation.lost", compilation=compilation_id, attempt=found.attempts)
            job.throw_away()
        except Exception as error:
            log.exception("compilation.failed", compilation=compilation_id)
            job.throw_away()
            with suppress(Lost):
                fail(found, reason_of(error))
    tidied(found)


@dataclass
class Job:
    """The work on one run: what was read for it, and the files that it has so far."""

    run: Compilation

    def __post_init__(self) -> None:
        self.files: list[CompilationFile] = []
        self.replies: list[Reply] = []

    def throw_away(self) -> None:
        thrown_away(*(file.file.name for file in self.files))

    def do(self) -> None:
        """Read, check, write and keep everything. Raises Lost, or whatever a step fails with."""
        if self.run.attempts > ATTEMPTS:
            raise Unwritable(_("It was begun %d times and never came to an end.") % ATTEMPTS)
        run, stored = self.run, self.run.list_of_issues
        step(run, 5, _("Reading the answers"), made_of=run.made_of or moment_of(stored))
        self.replies = replies_as_of(stored, run.made_of)
        step(run, 15, _("Building the document"))
        trees = [build(stored, self.replies, options) for options in self._options()]
        step(run, 25, _("Checking"))
        findings = check(stored, self.replies, trees[0], next(self._options()))
        for done, tree in enumerate(trees):
            self._write(tree, 30 + 55 * done // len(trees), 55 // len(trees))
        step(run, 85, _("Packing the ZIP"))
        self._pack(trees[0])
        finish(
            run,
            self.files,
            findings=findings.as_json(),
            words=words_of(trees[0]),
            is_draft=any(tree.draft for tree in trees),
        )

    def _options(self) -> Iterator[Options]:
        return (options_of(self.run, language) for language in self.run.languages)

    def _write(self, tree: Document, percent: int, share: int) -> None:
        for done, (file_format, render) in enumerate(self._renders().items()):
            name = CompilationFile.Format(file_format).label
            step(self.run, percent + share * done // 5, _("Writing: %s") % name)
            self._keep(file_format, self._rendered(tree, render, str(name)), tree)

    def _renders(self) -> dict[str, Render]:
        template = self._template()
        return {
            "docx": lambda tree: docx.render(tree, template),
            "pdf": lambda tree: pdf.render(tree, seconds=TYPESETTING),
            "html": lambda tree: html.page(tree, stylesheet()).encode(),
            "md": lambda tree: markdown.render(tree).encode(),
            "json": lambda tree: as_json.render(tree, self._about()),
        }

    def _template(self) -> bytes | None:
        if self.run.template is None:
            return None
        try:
            with self.run.template.file.open("rb") as file:
                return bytes(file.read())
        except FileNotFoundError as error:
            text = _("The Word template is no longer in the storage: bring it again, or withdraw it.")
            raise Unwritable(text) from error

    def _rendered(self, tree: Document, render: Render, name: str) -> bytes:
        """The bytes of one form of the document; raises Unwritable, which names the answer to blame."""
        try:
            return render(tree)
        except OSError:
            raise
        except TypesettingTooSlow as error:  # to look for the culprit would take as long again and again
            raise Unwritable.by(name, None, error) from error
        except Exception as error:
            source = culprit(tree, render, partial(step, self.run, self.run.percent, self.run.step))
            raise Unwritable.by(name, source, error) from error

    def _about(self) -> dict[str, object]:
        """What the JSON file says of the run: nothing that differs while the content is the same."""
        run = self.run
        return {
            "list": run.list_of_issues.symbol,
            "layout": run.layout,
            "with_unaccepted": run.with_unaccepted,
            "made_of": run.made_of,
        }

    def _kind(self, tree: Document) -> list[str]:
        """What a file's name says, so that nobody sends a draft or a part by mistake."""
        questions = [_("with questions")] if self.run.with_questions else []
        return [*([_("draft")] if tree.draft else []), *filter(None, [tree.extent]), *questions]

    def _keep(self, file_format: str, content: bytes, tree: Document) -> None:
        several = [tree.language] if len(self.run.languages) > 1 else []
        name = document_name(tree.list_symbol, f".{file_format}", *self._kind(tree), *several)
        self.files.append(kept(self.run, file_format, content, language=tree.language, name=name))

    def _pack(self, tree: Document) -> None:
        annexes: list[Attachment] = annexes_of(self.replies, next(self._options()))
        name = document_name(tree.list_symbol, ".zip", *self._kind(tree))
        with tempfile.TemporaryFile() as stream:
            archived(stream, self.files, annexes, tree)
            self.files.append(kept_stream(self.run, "zip", stream, language="", name=name))
