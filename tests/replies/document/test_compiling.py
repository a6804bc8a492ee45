"""One run of the compilation: once, whole, of one moment, and what it says when it cannot."""

import errno
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO

import docx
import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from config.celery import app
from replies import services
from replies.document import compiling, running
from replies.document.tree import Document
from replies.document.word_template import specimen
from replies.models import Answer, Compilation, CompilationFile, Reply
from replies.tasks import compile_list, resume_compilations
from tests import factories

pytestmark = pytest.mark.django_db
UNEXAMINED = {"sha256": "", "scan": "waiting", "examined_at": None}
FORMATS = ["docx", "pdf", "html", "md", "json", "zip"]


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("accepted")


def queued(reply: Reply, **options: object) -> Compilation:
    stored = reply.assignment.issue.list_of_issues
    by = stored.coordinators.first()
    return services.start_compilation(stored, by=by or factories.make_coordinator(stored), **options)


def compiled(reply: Reply, **options: object) -> Compilation:
    run = queued(reply, **options)
    compiling.run(run.pk)
    return Compilation.objects.get(pk=run.pk)


def content(run: Compilation, file_format: str, language: str = "en") -> bytes:
    with run.files.get(
        format=file_format, language="" if file_format == "zip" else language
    ).file.open() as file:
        return file.read()


def on_disk(run: Compilation) -> list[str]:
    folder = Path(default_storage.path(f"compilations/{run.pk}"))
    return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []


def test_run_stores_the_documents_with_what_they_were_made_of(reply: Reply) -> None:
    run = queued(reply)

    compile_list(compilation_id=run.pk)

    run.refresh_from_db()
    answer = Answer.objects.get()
    assert (run.status, run.percent, run.words, run.findings, run.is_draft) == ("done", 100, 134, [], False)
    assert run.made_of == {
        "replies": {str(reply.pk): "accepted"},
        "answers": {str(answer.pk): answer.version},
        "annexes": {},
    }
    assert [file.format for file in run.files.all()] == FORMATS
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(content(run, "docx"))).paragraphs]
    assert "Nine deaths." in texts


def test_run_packs_documents_and_annexes(reply: Reply) -> None:
    factories.make_attachment(reply, title="The law", name="law.pdf", **UNEXAMINED)

    run = compiled(reply)

    symbol = run.list_of_issues.symbol.replace("/", "-")
    with zipfile.ZipFile(io.BytesIO(content(run, "zip"))) as archive:
        assert archive.namelist() == [
            *(f"{symbol} replies.{file_format}" for file_format in FORMATS[:-1]),
            "Annex 1 – The law.pdf",
            "Annexes.txt",
            "SHA256SUMS",
        ]
        assert archive.read("Annexes.txt").decode() == "Annex 1 – The law\n    Annex 1 – The law.pdf\n"


def test_run_in_two_languages_makes_all_files_of_each(reply: Reply) -> None:
    run = compiled(reply, languages=["en", "ru"])

    made = [(file.language, file.format) for file in run.files.all()]
    assert made == [*(("en", f) for f in FORMATS[:-1]), *(("ru", f) for f in FORMATS[:-1]), ("", "zip")]
    assert "Ответы государства-участника" in content(run, "md", "ru").decode()


def test_run_of_the_same_content_gives_the_same_bytes(reply: Reply) -> None:
    first, second = (compiled(reply) for _ in range(2))

    hashes = [[file.sha256 for file in run.files.all()] for run in (first, second)]
    assert hashes[0] == hashes[1]


def test_run_does_not_depend_on_the_language_of_who_asks(reply: Reply) -> None:
    ministry = reply.assignment.ministry
    type(ministry).objects.filter(pk=ministry.pk).update(name_ru="Министерство")
    first = compiled(reply)
    person = first.started_by
    type(person).objects.filter(pk=person.pk).update(language="ru")

    second = compiled(reply)

    hashes = [[file.sha256 for file in run.files.all()] for run in (first, second)]
    assert hashes[0] == hashes[1]


def test_run_takes_the_versions_of_the_moment_when_it_began(reply: Reply) -> None:
    run = queued(reply)
    coordinator = run.started_by
    moment = compiling.moment_of(run.list_of_issues)
    Compilation.objects.update(made_of=moment)
    services.save_answer(
        reply, Answer.objects.get().data_point, text="<p>Ten.</p>", base_version=1, by=coordinator
    )

    compiling.run(run.pk)

    run.refresh_from_db()
    assert (run.is_draft, "Nine deaths." in content(run, "md").decode()) == (False, True)


def test_run_a_second_time_does_nothing(reply: Reply) -> None:
    run = compiled(reply)

    compiling.run(run.pk)

    assert Compilation.objects.get().finished_at == run.finished_at


def test_run_of_a_dead_worker_is_taken_up_again(reply: Reply) -> None:
    run = queued(reply)
    half = f"compilations/{run.pk}/half.docx"
    default_storage.save(half, io.BytesIO(b"half"))
    silent_since = timezone.now() - timedelta(minutes=5)
    Compilation.objects.update(status="running", attempts=1, heartbeat_at=silent_since)

    with eagerly():
        resume_compilations()

    assert (Compilation.objects.get().status, running.abandoned()) == ("done", [])
    assert (CompilationFile.objects.count(), len(on_disk(run))) == (len(FORMATS), len(FORMATS))


def test_run_that_takes_its_worker_down_each_time_is_given_up(reply: Reply) -> None:
    run = queued(reply)
    silent_since = timezone.now() - timedelta(minutes=5)
    Compilation.objects.update(status="running", attempts=3, heartbeat_at=silent_since)

    compiling.run(run.pk)

    assert Compilation.objects.get().error == (
        "It was begun 3 times and never came to an end. The previous documents stay as they are."
    )


def test_run_cancelled_while_it_works_leaves_nothing(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued(reply)
    write = compiling.markdown.render

    def cancel_then_write(tree: object) -> str:
        services.cancel_compilation(run, by=run.started_by)
        return write(tree)

    monkeypatch.setattr(compiling.markdown, "render", cancel_then_write)

    compiling.run(run.pk)

    assert (Compilation.objects.get().status, CompilationFile.objects.count(), on_disk(run)) == (
        "cancelled",
        0,
        [],
    )


def test_run_lost_to_another_worker_takes_its_own_files_away(
    reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = queued(reply)
    write = compiling.markdown.render

    def lose_then_write(tree: object) -> str:
        Compilation.objects.update(attempts=2)
        return write(tree)

    monkeypatch.setattr(compiling.markdown, "render", lose_then_write)

    compiling.run(run.pk)

    assert (Compilation.objects.get().status, on_disk(run)) == ("running", [])


def test_run_that_wakes_after_another_worker_ended_it_leaves_that_ones_files(
    reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = queued(reply)
    write = compiling.markdown.render

    def sleep_then_write(tree: Document) -> str:
        if Compilation.objects.get().attempts == 1:
            Compilation.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=5))
            compiling.run(run.pk)
        return write(tree)

    monkeypatch.setattr(compiling.markdown, "render", sleep_then_write)

    compiling.run(run.pk)

    done = Compilation.objects.get()
    assert (done.status, done.attempts, len(on_disk(run))) == ("done", 2, len(FORMATS))
    assert all(default_storage.exists(str(file.file.name)) for file in done.files.all())


def test_run_that_is_typeset_too_slowly_says_so(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "TYPESETTING", 0.001)

    assert compiled(reply).error == (
        "PDF could not be written: typst took longer than 0.001 seconds. "
        "The previous documents stay as they are."
    )


def test_run_without_its_template_says_what_to_do(reply: Reply, administrator: User) -> None:
    template = services.replace_template(specimen(), "own.docx", by=administrator)
    default_storage.delete(str(template.file.name))

    assert compiled(reply).error.startswith("The Word template is no longer in the storage: bring it again")


def test_run_that_fails_says_so_and_frees_the_list(reply: Reply) -> None:
    run = queued(reply)
    stored = reply.assignment.issue.list_of_issues
    type(stored).objects.filter(pk=stored.pk).update(body="???")

    compiling.run(run.pk)

    assert Compilation.objects.get(pk=run.pk).error == (
        "The document could not be written: '???'. The previous documents stay as they are."
    )
    assert queued(reply).status == "queued"


def test_run_that_fails_on_one_answer_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    reply = factories.make_reply(points=3)
    author = factories.focal_point_of(reply)
    _first, second, _third = factories.answer_all(reply, by=author)
    services.save_answer(reply, second.data_point, text="<p>Kaboom</p>", base_version=1, by=author)
    write = compiling.markdown.render

    def burst(tree: object) -> str:
        if "Kaboom" in str(tree):
            raise ValueError("a bad word")
        return write(tree)

    monkeypatch.setattr(compiling.markdown, "render", burst)

    run = compiled(reply)

    assert (run.status, run.error) == (
        "failed",
        f"Markdown could not be written because of the answer to {second.data_point.code} "
        f"({reply.assignment.ministry}): a bad word. Open that answer, simplify it, and compile again. "
        "The previous documents stay as they are.",
    )
    assert (CompilationFile.objects.count(), on_disk(run)) == (0, [])


def test_run_that_fails_on_no_single_answer_says_what_failed(
    reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(_tree: object) -> str:
        if "Reply to paragraph" in str(_tree) and "Nine" in str(_tree):
            raise ValueError
        return ""

    monkeypatch.setattr(compiling.markdown, "render", burst)

    assert compiled(reply).error == (
        "Markdown could not be written: ValueError. The previous documents stay as they are."
    )


def test_run_without_room_for_a_form_blames_no_answer(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_tree: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(compiling.markdown, "render", full)

    assert compiled(reply).error.startswith("The server has no room for the files;")


def test_run_with_an_unreadable_answer_names_it(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(_html: str) -> None:
        raise ValueError("too deep")

    monkeypatch.setattr("replies.document.build.blocks_from_html", burst)

    assert compiled(reply).error == (
        f"The answer to 1.1 ({reply.assignment.ministry}) cannot be read: too deep. "
        "Save it again, then compile. The previous documents stay as they are."
    )


def test_run_without_an_annex_that_vanished_names_it(reply: Reply) -> None:
    file = factories.make_attachment(reply, title="The law", **UNEXAMINED)
    default_storage.delete(str(file.file.name))

    run = compiled(reply)

    assert (run.error, on_disk(run)) == (
        "“The law” is no longer in the storage: attach it again, or remove it. "
        "The previous documents stay as they are.",
        [],
    )


def test_run_with_an_annex_that_changed_names_it(reply: Reply) -> None:
    factories.make_attachment(reply, title="The law", sha256="0" * 64)

    assert compiled(reply).error == (
        "“Annex 1 – The law.pdf” is not the file that was attached: attach it again. "
        "The previous documents stay as they are."
    )


def test_run_with_a_text_that_is_no_longer_there_says_so(reply: Reply) -> None:
    run = queued(reply)
    Compilation.objects.update(made_of={"replies": {}, "answers": {"0": 1}, "annexes": {}})

    compiling.run(run.pk)

    assert Compilation.objects.get().error == (
        "A text is no longer in the history (answers 0). The previous documents stay as they are."
    )


def test_run_on_a_full_disk_says_so_and_leaves_no_half_file(
    reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = compiled(reply)
    save = FileSystemStorage.save

    def full(self: FileSystemStorage, name: str, file: IO[bytes]) -> str:
        if name.endswith(".pdf"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(self, name, file)

    monkeypatch.setattr(FileSystemStorage, "save", full)

    run = compiled(reply)

    assert run.error == (
        "The server has no room for the files; tell the administrator. "
        "The previous documents stay as they are."
    )
    assert (on_disk(run), len(on_disk(earlier))) == ([], len(FORMATS))


def test_run_of_a_part_names_it_and_keeps_to_it(reply: Reply) -> None:
    other = factories.make_reply(reply.assignment.issue.list_of_issues)
    factories.answer_all(other, by=factories.focal_point_of(other), text="<p>Ten prisons.</p>")

    run = compiled(reply, ministry=other.assignment.ministry, with_questions=True)

    text = content(run, "md").decode()
    assert ("Ten prisons" in text, "Nine deaths" in text, f"Part: {other.assignment.ministry}" in text) == (
        True,
        False,
        True,
    )


def test_run_takes_the_styles_of_the_template_in_use(reply: Reply, administrator: User) -> None:
    plain = compiled(reply)
    services.replace_template(specimen(), "own.docx", by=administrator)

    run = compiled(reply)

    assert (plain.template, run.template.name, run.status) == (None, "own.docx", "done")


def test_resume_leaves_a_run_that_is_alive_alone(reply: Reply) -> None:
    queued(reply)

    resume_compilations()

    assert Compilation.objects.get().status == "queued"


def test_file_of_a_compilation_cannot_be_changed_or_deleted(reply: Reply) -> None:
    run = compiled(reply)

    for statement in ("UPDATE replies_compilationfile SET size = 0", "DELETE FROM replies_compilationfile"):
        with (
            pytest.raises(Exception, match="pgtrigger: Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    assert json.loads(content(run, "json"))["format"] == "reply-tracker/consolidated-document"


@contextmanager
def eagerly() -> Iterator[None]:
    """Run tasks where they are called, so that the test's own transaction is seen."""
    app.conf.task_always_eager = True
    try:
        yield
    finally:
        app.conf.task_always_eager = False
