"""HTML as text: every text of the tree passes through here, so that none of it becomes markup."""

from html import escape

from replies.document.docx_markup import FORBIDDEN

LINE_BREAK = "<br>"
OPENABLE = ("http://", "https://", "mailto:")


def shown(text: str) -> str:
    """Any text as text or as an attribute's value; characters that no file can hold are left out."""
    return escape(FORBIDDEN.sub("", text))


def element(tag: str, content: str, kind: str = "", **attributes: str | int) -> str:
    """An element of a class (`kind`) around markup; an underscore in an attribute's name is a hyphen.

    Attributes whose value is empty are left out.
    """
    named = {"class": kind} | {
        name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()
    }
    written = "".join(f' {name}="{shown(str(value))}"' for name, value in named.items() if value != "")
    return f"<{tag}{written}>{content}</{tag}>"


def note_item(text: str, mark: str, ids: tuple[str, str], back: str) -> str:
    """A note under its mark, with the way back to the mark; `ids` are the note's and the mark's."""
    own, of_mark = ids
    number = element("span", shown(mark), "doc-note__mark")
    way_back = element("a", "↑", "doc-note__back", href=f"#{of_mark}", aria_label=back)
    return element("li", f"{number} {shown(text)} {way_back}", id=own)


def note_mark(mark: str, ids: tuple[str, str], label: str) -> str:
    """The raised mark of a note, which leads to the note; `ids` are the note's and the mark's."""
    note, own = ids
    link = element("a", shown(mark), id=own, href=f"#{note}", role="doc-noteref", aria_label=label)
    return element("sup", link, "doc-mark")
