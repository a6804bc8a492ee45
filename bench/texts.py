"""The texts of the measurements, in the form in which the application stores them."""

import re
from itertools import cycle

from replies.richtext import sanitise

WORDS = re.findall(r"\w+", "The bodies concerned register each report on the day on which it is received")
TABLE = (
    '<table data-title="Cases by year"><tbody><tr><th>Year</th><th>Cases</th></tr>'
    "<tr><td>2021</td><td>12</td></tr><tr><td>2022</td><td>9</td></tr></tbody></table>"
)
NOTE = '<span data-footnote="Statistical report No. 1-M of 2022."></span>'


def paragraph(words: int, notes: int) -> str:
    """A paragraph of so many words with so many footnotes."""
    text = " ".join(word for word, _ in zip(cycle(WORDS), range(words), strict=False))
    return f"<p>{text}.{NOTE * notes}</p>"


def draft(mark: str) -> str:
    """An answer of 70 words with a table and a footnote; it begins with `mark`, which tells it apart."""
    return sanitise(f"<p>{mark}</p>{paragraph(70, 1)}{TABLE}")
