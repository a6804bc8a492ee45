"""The seal says what was sent; a file that is no longer that is named."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from replies.models import CompilationFile
from replies.submission.sealing import damaged, hash_of, seal_of
from tests.replies.submission.scene import make_file, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def files() -> list[CompilationFile]:
    run = make_scene().run
    make_file(run, b"%PDF", format="pdf", name="Ответы.pdf", language="ru")
    return list(run.files.all())


def test_seal_names_each_file_with_its_hash(files: list[CompilationFile]) -> None:
    seal = seal_of(files)

    assert seal == [
        {
            "language": "en",
            "format": "docx",
            "name": "Replies CAT-C-RUR-Q-1.docx",
            "size": 10,
            "sha256": hashlib.sha256(b"PK of Word").hexdigest(),
        },
        {
            "language": "ru",
            "format": "pdf",
            "name": "Ответы.pdf",
            "size": 4,
            "sha256": hashlib.sha256(b"%PDF").hexdigest(),
        },
    ]


def test_hash_of_a_seal_is_that_of_its_canonical_json() -> None:
    text = '[{"name":"Ответы.pdf","size":4}]'

    assert hash_of([{"size": 4, "name": "Ответы.pdf"}]) == hashlib.sha256(text.encode()).hexdigest()


def test_files_as_they_were_made_are_not_damaged(files: list[CompilationFile]) -> None:
    assert damaged(files) == []


def test_file_that_was_changed_or_is_gone_is_damaged(files: list[CompilationFile]) -> None:
    word, pdf = (str(file.file.name) for file in files)
    default_storage.delete(word)
    default_storage.delete(pdf)
    default_storage.save(pdf, ContentFile(b"%PDG"))

    assert damaged(files) == ["Replies CAT-C-RUR-Q-1.docx", "Ответы.pdf"]
