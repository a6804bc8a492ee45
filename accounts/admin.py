from django.contrib import admin, messages
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Ministry, User
from accounts.services import invite


@admin.register(Ministry)
class MinistryAdmin(admin.ModelAdmin[Ministry]):
    list_display = ("code", "name_en", "name_ru", "name_kk")
    search_fields = ("code", "name_en", "name_ru", "name_kk")


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ("name", "email", "role", "ministry", "language", "is_active")
    list_filter = ("role", "is_active", "ministry")
    list_select_related = ("ministry",)
    search_fields = ("name", "email")
    fields = ("email", "name", "role", "ministry", "language", "is_active")

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm[User], change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(lambda: _invite(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002
        return False


def _invite(request: HttpRequest, user: User) -> None:
    try:
        invite(user)
    except OSError as error:  # what a mail server says is one, too
        text = _(
            "The invitation to %(email)s was not sent (%(error)s). Ask them to use “Forgot your password?”."
        )
        messages.warning(request, text % {"email": user.email, "error": error})
