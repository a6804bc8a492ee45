"""The delegation brief as a file: from what was sent, else from the newest compilation."""

from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.models import Role
from replies import services
from replies.document import pdf
from replies.models import Compilation
from replies.views import briefing
from tests import factories
from tests.conftest import SignedIn
from tests.replies.submission.scene import Scene, make_run, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene(symbol="CAT/C/KAZ/Q/4")


def address(scene: Scene, file_format: str = "docx") -> str:
    return reverse("replies:brief", args=[scene.stored.pk, file_format])


def text_of(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as word:
        return word.read("word/document.xml").decode()


def edit(scene: Scene) -> None:
    """The coordinator changes the text after the compilation."""
    answer = scene.reply.answers.get()
    services.save_answer(
        scene.reply, answer.data_point, text="<p>Ten deaths.</p>", base_version=1, by=scene.coordinator
    )


@pytest.mark.parametrize(("file_format", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_brief_is_a_file_to_take_along(
    client: SignedIn, scene: Scene, file_format: str, start: bytes
) -> None:
    scene.submit()

    response = client.of(scene.coordinator).get(address(scene, file_format))

    name = f'attachment; filename="Delegation brief CAT-C-KAZ-Q-4.{file_format}"'
    content = response.getvalue()
    assert (response.status_code, response["Content-Disposition"]) == (200, name)
    assert content.startswith(start)


def test_brief_says_what_the_newest_whole_compilation_was_made_of(client: SignedIn, scene: Scene) -> None:
    edit(scene)
    make_run(scene.stored, scene.coordinator, with_questions=True)

    content = client.of(scene.administrator).get(address(scene)).getvalue()

    text = text_of(content)
    assert ["Nine deaths." in text, "Ten deaths." in text] == [True, False]


def test_brief_of_what_was_sent_passes_over_newer_compilations(client: SignedIn, scene: Scene) -> None:
    scene.submit()
    make_run(scene.stored, scene.coordinator, made_of={"replies": {}, "answers": {}, "annexes": {}})

    content = client.of(scene.administrator).get(address(scene)).getvalue()

    assert "Nine deaths." in text_of(content)


def test_brief_of_a_compilation_in_other_languages_is_in_its_first(client: SignedIn, scene: Scene) -> None:
    make_run(scene.stored, scene.coordinator, languages=["fr", "ru"])

    content = client.of(scene.administrator).get(address(scene)).getvalue()

    assert "Dossier de la délégation" in text_of(content)


def test_brief_without_a_compilation_says_what_to_do(client: SignedIn, scene: Scene) -> None:
    Compilation.objects.update(status="failed")

    response = client.of(scene.administrator).get(address(scene), follow=True)

    why = "There is nothing to brief from yet: compile the whole document first."
    assert (response.redirect_chain, why in response.content.decode()) == (
        [(reverse("replies:submission", args=[scene.stored.pk]), 302)],
        True,
    )


def test_brief_of_what_is_no_longer_in_the_history_is_refused_in_words(
    client: SignedIn, scene: Scene
) -> None:
    made_of = {**scene.run.made_of, "answers": {"0": 1}}
    make_run(scene.stored, scene.coordinator, made_of=made_of)

    response = client.of(scene.administrator).get(address(scene), follow=True)

    assert "The brief cannot be made: answers 0 cannot be read." in response.content.decode()


def test_brief_in_another_format_is_not_there(client: SignedIn, scene: Scene) -> None:
    response = client.of(scene.administrator).get(address(scene, "exe"))

    assert response.status_code == 404


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.FOCAL_POINT, Role.CLEARING_OFFICER])
def test_brief_for_others_is_refused(client: SignedIn, scene: Scene, role: str) -> None:
    response = client.of(factories.make_user(role)).get(address(scene))

    why = "Only coordinators and administrators compile the document."
    assert (response.status_code, why in response.content.decode()) == (403, True)


def test_brief_that_cannot_be_typeset_in_time_says_so(
    client: SignedIn, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.submit()
    monkeypatch.setitem(briefing.RENDERERS, "pdf", partial(pdf.render, seconds=0.001))

    response = client.of(scene.coordinator).get(address(scene, "pdf"))

    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert (response.status_code, said) == (302, ["The brief cannot be made as PDF; take the Word file."])


def test_brief_of_a_compilation_from_before_is_not_made(client: SignedIn, scene: Scene) -> None:
    Compilation.objects.update(made_of={"answers": [[1, 1]]})

    response = client.of(scene.coordinator).get(address(scene))

    assert response.status_code == 302
