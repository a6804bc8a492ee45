"""A mail of templates: its subject, its text, and its HTML with the styles in it."""

from collections.abc import Mapping
from typing import Any

from css_inline import inline
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from accounts.models import User


def composed(
    name: str, values: Mapping[str, Any], *, to: User, headers: Mapping[str, str], answers: User | None = None
) -> EmailMultiAlternatives:
    """The mail of the templates `emails/<name>-…` in the language in force; answers go to `answers`."""
    body = render_to_string(f"emails/{name}-body.txt", {**values}).strip() + "\n"
    html = render_to_string(f"emails/{name}-body.html", {**values}).strip()
    message = EmailMultiAlternatives(
        subject_of(name, values),
        body,
        to=[to.email],
        reply_to=[answers.email] if answers is not None else None,
        headers={**headers, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(html, load_remote_stylesheets=False), "text/html")
    return message


def subject_of(name: str, values: Mapping[str, Any]) -> str:
    """The subject of that mail, on one line."""
    return " ".join(render_to_string(f"emails/{name}-subject.txt", {**values}).split())
