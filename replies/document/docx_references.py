r"""References to paragraphs: a bookmark around the one, a field in the other that shows its number.

The bookmarks bear names of the kind that Word gives and hides. The field's switches: `\r` shows the number of
the paragraph without its full stop, `\h` leads to it on a click.
"""

from replies.document.docx_markup import attributes_of, field, run, type_of, value_of
from replies.document.tree import Reference

# What is missing looks as the notice of a gap does.
_MISSING = {**type_of(bold=True), "color": value_of("C00000")}


class References:
    """Names the paragraphs that are referred to, from wherever they are first mentioned."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}  # code → number of its bookmark

    def _number(self, code: str) -> int:
        return self._numbers.setdefault(code, len(self._numbers) + 1)

    def marked(self, code: str, content: str) -> str:
        """The content of the paragraph that a code stands for."""
        number = self._number(code)
        start = attributes_of(id=number, name=_name(number))
        return f"<w:bookmarkStart {start}/>{content}<w:bookmarkEnd {attributes_of(id=number)}/>"

    def shown(self, reference: Reference) -> str:
        """“paragraph 12”, the number as a field; in red what there is to say when there is no number."""
        if not reference.number:
            return run(reference.printed, _MISSING)
        instruction = f"REF {_name(self._number(reference.code))} \\r \\h"
        return run(f"{reference.words} ") + field(instruction, str(reference.number))


def _name(number: int) -> str:
    return f"_Ref{number:09}"
