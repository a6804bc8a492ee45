"""Forms that take the query of an address: what makes no sense there is left out and said."""

from typing import Any, ClassVar

from replies.forms import PlainForm

LONGEST_SHOWN = 60


def shown(value: Any) -> str:
    """What was written by hand, as far as a sentence can show it."""
    return str(value)[:LONGEST_SHOWN]


class AddressForm(PlainForm):
    """`senseless` is the sentence for a filter that was left out, by its label and its value."""

    senseless: ClassVar[Any]

    @property
    def left_out(self) -> list[str]:
        """A sentence for each filter that was left out."""
        return [
            str(self.senseless) % {"filter": self.fields[name].label, "value": shown(self.data.get(name))}
            for name in self.errors
        ]
