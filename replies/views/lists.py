"""The list that a page is about."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from issues.models import ListOfIssues
from replies.signed_in import user_of


def list_for(request: HttpRequest, pk: int, refusal: Callable[[User], str]) -> ListOfIssues:
    """The list if the person may see it; refused in the words of `refusal` to whom the page is not for."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    if why := refusal(user):
        raise PermissionDenied(why)
    return stored
