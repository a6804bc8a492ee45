"""The smallest valid document, a rich one, and any."""

from typing import Any

from hypothesis import strategies as st

from replies.document.references import resolved
from replies.document.tree import (
    Annex,
    Block,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Masthead,
    Paragraph,
    Question,
    Reference,
    Table,
    Text,
    TitleNote,
)
from replies.document.wording import wording_of

UNEDITED = TitleNote("*", "The present document is being issued without formal editing.")
IN_FILES = TitleNote("**", "Annexes can be consulted in the files of the secretariat.")


def masthead(**filled: str | None) -> Masthead:
    return Masthead(
        organisation="United Nations",
        convention="Convention against Torture",
        distribution="Distr.: General",
        language="English",
        original="Original: Russian",
        languages_only="English, French, Russian and Spanish only",
        committee="Committee against Torture",
        consideration="Consideration of reports submitted by States parties",
        **filled,
    )


def document(*blocks: Block, **values: Any) -> Document:
    return Document(
        **{
            "masthead": masthead(),
            "title": "Replies of Kazakhstan",
            "first_heading": "Information in response to the list of issues",
            "blocks": blocks,
            **values,
        }
    )


def paragraph(text: str, *, numbered: bool = True) -> Paragraph:
    return Paragraph((Text(text),), numbered=numbered)


def cell(text: str, *, header: bool = False, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((paragraph(text, numbered=False),), header, colspan, rowspan)


def items(*texts: str) -> tuple[Item, ...]:
    return tuple(Item((paragraph(text, numbered=False),)) for text in texts)


FIGURES = Table(
    "Deaths in custody",
    (
        (cell("Place", header=True, rowspan=2), cell("2023", header=True, colspan=2)),
        (cell("Men", header=True), cell("Women", header=True)),
        (
            Cell((Paragraph((Text("Prisons"), Footnote("All of them.")), numbered=False),)),
            cell("12"),
            cell("3"),
        ),
        (cell("Police"), cell("–"), Cell(())),
    ),
)
RICH = document(
    Heading(2, "Articles 1 and 4", "A."),
    Heading(3, "Reply to paragraph 1 of the list of issues"),
    Paragraph(
        (
            Text("Torture is punished", bold=True),
            Footnote("Penal Code, art. 146."),
            LineBreak(),
            Text("10"),
            Text("3", raised="sup"),
            Link("https://un.org/?a=1&b=2", (Text("see "), Text("here", italic=True))),
        ),
        anchor="1.1",
    ),
    ListBlock((Item((paragraph("first", numbered=False), ListBlock(items("inner")))), *items("second"))),
    ListBlock(items("bullet"), ordered=False),
    FIGURES,
    Paragraph((Text("After the table, see "), Reference("1.1", "paragraph", 1))),
    GapNotice("[No answer yet: 6(a).2]"),
    masthead=masthead(symbol="CAT/C/KAZ/RQ/4", session="Seventy-sixth session"),
    title_notes=(UNEDITED, IN_FILES),
    annexes=(Annex("Annex 1", "Statistics", "[Original: Russian]"), Annex("Annex 2", "Laws")),
    list_symbol="CAT/C/KAZ/Q/4",
    author="Kazakhstan",
    draft=True,
)

PAPER = document(
    Question("", "What has been done?"),
    paragraph("Much."),
    Question("a", "How many cases?"),
    paragraph("Nine."),
    masthead=None,
    title="Brief for the delegation",
    first_heading="",
    extent="Part: Ministry of Health",
)


def wide(columns: int, rows: int = 2) -> Table:
    """A table of figures under heads, the names of its rows in the first column."""
    heads = tuple(cell(f"R{column}" if column else "Region", header=True) for column in range(columns))
    lines = (
        tuple(cell(str(row * column) if column else f"Year {row}") for column in range(columns))
        for row in range(rows)
    )
    return Table("By region", (heads, *lines))


texts = st.text(max_size=12)
runs = st.builds(Text, texts, st.booleans(), st.booleans(), st.sampled_from(("", "sup", "sub")))
links = st.builds(Link, st.just("https://un.org/"), st.tuples(runs))
codes = st.sampled_from(("1.1", "6(a).2", "12"))
references = st.builds(Reference, codes)
inlines = st.one_of(runs, st.builds(Footnote, texts), st.builds(LineBreak), links, references)
paragraphs = st.builds(Paragraph, st.lists(inlines, max_size=3).map(tuple), st.booleans())


def lists_of(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[ListBlock]:
    of_item = st.builds(Item, st.lists(blocks, max_size=2).map(tuple))
    return st.builds(ListBlock, st.lists(of_item, max_size=3).map(tuple), st.booleans())


flat_lists = lists_of(st.one_of(paragraphs, lists_of(paragraphs)))
deep_lists = st.recursive(lists_of(paragraphs), lambda inner: lists_of(st.one_of(paragraphs, inner)))
cells = st.builds(
    Cell,
    st.lists(st.one_of(paragraphs, flat_lists), max_size=2).map(tuple),
    st.booleans(),
    st.integers(1, 30),
    st.integers(1, 5),
)
tables = st.builds(Table, texts, st.lists(st.lists(cells, max_size=5).map(tuple), max_size=4).map(tuple))
targets = st.builds(Paragraph, st.lists(inlines, max_size=3).map(tuple), st.booleans(), codes)
headings = st.builds(Heading, st.integers(0, 7), texts, st.sampled_from(("", "I.")))
blocks = st.one_of(
    headings,
    paragraphs,
    targets,
    flat_lists,
    deep_lists,
    tables,
    lists_of(st.one_of(paragraphs, tables)),
    st.builds(GapNotice, texts),
    st.builds(Question, st.sampled_from(("", "a")), texts),
)
documents = st.lists(blocks, max_size=6).map(
    lambda found: document(*resolved(tuple(found), wording_of("en")))
)
