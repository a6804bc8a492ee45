"""The filters of a list as a form; what makes no sense is left out and said."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Issue, Kind
from replies.address_forms import AddressForm
from replies.filters import DEADLINES, STATES, Filters
from replies.requested import Requested

LABELS = {
    "section": gettext_lazy("Section"),
    "article": gettext_lazy("Article"),
    "ministry": gettext_lazy("Ministry"),
    "kind": gettext_lazy("Kind"),
    "state": gettext_lazy("State"),
    "deadline": gettext_lazy("Due"),
}


class FilterForm(AddressForm):
    """Offers only sections, articles and ministries that the list has; takes the query of an address."""

    senseless = gettext_lazy("%(filter)s “%(value)s” does not exist in this list: that filter is left out.")

    def __init__(
        self, data: Mapping[str, Any], *, issues: Sequence[Issue], rows: Iterable[Requested]
    ) -> None:
        super().__init__(data)
        sections = {issue.section_id: issue.section for issue in issues if issue.section}
        articles = sorted({number for section in sections.values() for number in section.articles})
        ministries = {row.ministry.code: row.ministry.name for row in rows if row.ministry}
        offered: dict[str, Iterable[tuple[Any, Any]]] = {
            "section": [(str(section.position), section.heading) for section in sections.values()],
            "article": [(str(number), str(number)) for number in articles],
            "ministry": sorted(ministries.items(), key=lambda choice: choice[1]),
            "kind": Kind.choices,
            "state": STATES.items(),
            "deadline": DEADLINES.items(),
        }
        for name, choices in offered.items():
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], choices=[("", _("all")), *choices], required=False
            )

    @property
    def filters(self) -> Filters:
        """Those that make sense."""
        self.is_valid()
        return Filters(**{name: self.cleaned_data.get(name, "") for name in self.fields})
