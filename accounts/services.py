"""What changes people; the only code outside Django's admin that does."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import User


def invite(user: User) -> None:
    """Send a person the link with which they choose their first password, in their language."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    with translation.override(user.language):
        values = {"user": user, "link": settings.SITE_URL + path}
        subject = render_to_string("emails/invitation-subject.txt", values).strip()
        body = render_to_string("emails/invitation-body.txt", values)
    EmailMessage(subject, body, to=[user.email]).send()
