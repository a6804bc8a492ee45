"""Small questions to WordprocessingML: values of properties, and what a style says."""

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: etree._Element, path: str, missing: str = "") -> str:
    """The w:val of the element at `path` ("pPr/pStyle"); "1" where it stands without one."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return missing if found is None else str(found.get(W + "val", "1"))


def is_on(setting: str | None) -> bool:
    """Whether a switch such as w:b is on."""
    return setting not in {None, "", "0", "false", "off"}


class Styles:
    """The styles of a document, asked by their identifiers; an unknown one says nothing."""

    def __init__(self, part: etree._Element | None) -> None:
        found = [] if part is None else part.findall(W + "style")
        self._styles = {str(style.get(W + "styleId")): style for style in found}

    def name(self, identifier: str) -> str:
        """The name that people see, "" where there is none."""
        style = self._styles.get(identifier)
        return "" if style is None else value(style, "name")

    def heading_rank(self, identifier: str) -> int:
        """1 for the highest heading; the Geneva template's names and Word's own are known; else 0."""
        name = self.name(identifier).lower()
        geneva = re.match(r"_ ?h_*\s*_*(m|ch|[1-5])", name)
        if geneva:
            return {"m": 1, "ch": 2}.get(geneva[1]) or int(geneva[1]) + 2
        word = re.match(r"heading (\d)", name)
        return int(word[1]) + 1 if word else int(name == "title")

    def numbering(self, identifier: str) -> tuple[str, str] | None:
        """The list and level (numId, ilvl) that a paragraph has by its style or those it is based on."""
        for style in self._with_bases(identifier):
            if number := value(style, "pPr/numPr/numId"):
                return number, value(style, "pPr/numPr/ilvl", missing="0")
        return None

    def is_raised(self, identifier: str) -> bool:
        """Whether a character style raises its text, as that of note marks does."""
        return any(value(style, "rPr/vertAlign") == "superscript" for style in self._with_bases(identifier))

    def is_bold(self, identifier: str) -> bool:
        """Whether a character style makes its text bold."""
        return any(is_on(value(style, "rPr/b", missing="0")) for style in self._with_bases(identifier))

    def _with_bases(self, identifier: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while (style := self._styles.get(identifier)) is not None and style not in chain:
            chain.append(style)
            identifier = value(style, "basedOn")
        return chain
