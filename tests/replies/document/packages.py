"""Reads a Word file as its raw parts."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def body(content: bytes) -> etree._Element:
    return parts(content)["word/document.xml"][0]


def text(element: etree._Element) -> str:
    """The readable text: what stands in runs, tabs and breaks as spaces; no codes of fields."""
    in_runs = (node for run in element.iter(f"{W}r") for node in run)
    spaces = {f"{W}tab", f"{W}br"}
    return "".join(
        node.text or "" if node.tag == f"{W}t" else " " for node in in_runs if node.tag in {f"{W}t", *spaces}
    )


def lines(element: etree._Element) -> list[str]:
    return [text(line) for line in element.iter(f"{W}p")]


def values(element: etree._Element, path: str) -> dict[str, str]:
    """The attributes of the first element at a path such as `pPr/ind`, without namespaces."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return {} if found is None else {etree.QName(name).localname: str(value) for name, value in found.items()}
