"""Two texts as one with their differences marked: nothing is lost on either side, nothing else is marked."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from replies.richtext import plain_text, sanitise
from replies.versions import difference
from replies.versions.alignment import Effort, likest
from replies.versions.difference import Said, difference_of, marked_difference, sides_of

# Few words, so that many are the same; with bold, links, notes and breaks among them.
WORDS = (
    *(
        "one",
        "two",
        "two",
        "three",
        "Қазақ",
        "&lt;b&gt;",
        "a&nbsp;b",
        "<strong>two</strong>",
        "<em>two three</em>",
    ),
    *('<a href="https://un.org/">one <strong>two</strong></a>', "<br>", "x<sup>2</sup>"),
    *('<span data-footnote="note"></span>', '<span data-footnote="other &amp; note"></span>'),
)
lines = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
paragraphs = lines.map("<p>{}</p>".format)
flat = st.lists(paragraphs, min_size=1, max_size=2).map("".join)
inner = st.lists(flat.map("<li>{}</li>".format), min_size=1, max_size=3).map("".join)
lists = st.builds(
    "<{0}>{1}<li><p>two</p><ol>{2}</ol></li></{0}>".format, st.sampled_from(["ol", "ul"]), inner, inner
)
cells = st.builds(
    "<{0}{1}>{2}</{0}>".format,
    st.sampled_from(["td", "td", "th"]),
    st.sampled_from(["", "", "", " colspan=2", " rowspan=2"]),
    st.one_of(st.just(""), flat, lists),
)
rows = st.lists(st.lists(cells, min_size=1, max_size=4).map("".join).map("<tr>{}</tr>".format), max_size=4)
tables = st.builds(
    '<table data-title="{}"><thead>{}</thead><tbody>{}</tbody></table>'.format,
    st.sampled_from(["", "Deaths in custody", "Deaths"]),
    rows.map(lambda found: "".join(found[:1])),
    rows.map("".join),
)
unhurried = settings(deadline=None)  # the machine may be busy with other tests
blocks = st.lists(st.one_of(paragraphs, paragraphs, lists, tables), max_size=5)


def text_of(found: list[str]) -> str:
    return sanitise("".join(found))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and what became of it: blocks left out, moved and put in."""
    found = draw(blocks)
    kept = [block for block in found if draw(st.booleans())]
    more = draw(blocks)
    return text_of(found), text_of(draw(st.permutations([*kept, *more[:2]])))


pairs = st.one_of(edited(), st.tuples(blocks.map(text_of), blocks.map(text_of)))


def without(marked: str, mark: str) -> str:
    """The text without what one mark holds; the other mark holds what stays."""
    root = html.fragment_fromstring(marked, create_parent="div")
    for element in list(root.iter(mark)):
        element.drop_tree()
    for note in root.iter("span"):
        note.text = None  # a changed note shows its words a second time
    return "".join(html.tostring(child, encoding="unicode") for child in root)


def row(*texts: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}><p>{text}</p></{tag}>" for text in texts) + "</tr>"


def new_row(*texts: str) -> str:
    cells = "".join(f'<td class="cell-new"><p><ins>{text}</ins></p></td>' for text in texts)
    return f"<tr>{cells}</tr>"


def table(*found: str, title: str = "") -> str:
    titled = f' data-title="{title}"' if title else ""
    return f"<table{titled}><tbody>{''.join(found)}</tbody></table>"


@unhurried
@given(pairs)
def test_difference_without_one_mark_has_the_words_of_the_other_text(pair: tuple[str, str]) -> None:
    old, new = pair

    marked = marked_difference(old, new)

    words = [plain_text(without(marked, mark)).split() for mark in ("ins", "del")]
    assert words == [plain_text(old).split(), plain_text(new).split()]


@unhurried
@given(pairs)
def test_sides_are_the_two_texts_with_marks(pair: tuple[str, str]) -> None:
    old, new = pair

    left, right = sides_of(Said(text=old), Said(text=new))

    assert [sanitise(without(side, "nothing")) for side in (left, right)] == [old, new]
    assert ("<ins>" in left, "<del>" in right) == (False, False)


@unhurried
@given(blocks.map(text_of))
def test_difference_of_the_same_text_is_the_text(text: str) -> None:
    assert sanitise(marked_difference(text, text)) == text
    assert re.findall("<ins>|<del>|cell-|caption", marked_difference(text, text)) == []


@unhurried
@given(pairs)
def test_difference_with_no_effort_left_loses_nothing(pair: tuple[str, str]) -> None:
    old, new = pair
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(difference, "STEPS", 0)
        marked = marked_difference(old, new)

    words = [plain_text(without(marked, mark)).split() for mark in ("ins", "del")]
    assert words == [plain_text(old).split(), plain_text(new).split()]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        pytest.param(
            "<p>Nine deaths in 2021</p>",
            "<p>Ten deaths in 2021, of which two</p>",
            "<p><del>Nine</del><ins>Ten</ins> deaths in 2021<ins>, of which two</ins></p>",
            id="words",
        ),
        pytest.param(
            "<p>The law changed.</p>",
            "<p>In 2021 The law is other.</p>",
            "<p><ins>In 2021 </ins>The law <del>changed</del><ins>is other</ins>.</p>",
            id="at either end",
        ),
        pytest.param(
            "<p>Nine deaths.</p>",
            "<p>Ten deaths. Two in 2021.</p>",
            "<p><del>Nine</del><ins>Ten</ins> deaths.<ins> Two in 2021.</ins></p>",
            id="a sentence at the end",
        ),
        pytest.param(
            "<p>five of them in the north of it</p>",
            "<p>most were in hospitals and none</p>",
            "<p><del>five of them in the north of it</del><ins>most were in hospitals and none</ins></p>",
            id="a lonely common word tears nothing apart",
        ),
        pytest.param(
            "<p>one two</p>",
            '<p>one <strong>two</strong> <a href="https://un.org">three <em>four</em></a></p>',
            "<p>one <del>two</del><ins><strong>two</strong> "
            '<a href="https://un.org">three <em>four</em></a></ins></p>',
            id="bold and links",
        ),
        pytest.param(
            "<p><strong>one</strong> two</p>",
            "<p><strong>one </strong>two</p>",
            "<p><strong>one</strong><del> </del><ins><strong> </strong></ins>two</p>",
            id="a space made bold",
        ),
        pytest.param(
            '<p>Law<span data-footnote="Art. 1."></span> of<br>2021</p>',
            '<p>Law<span data-footnote="Art. 2."></span> of 2021</p>',
            '<p>Law<del><span data-footnote="Art. 1.">Art. 1.</span></del>'
            '<ins><span data-footnote="Art. 2.">Art. 2.</span></ins> of<del><br></del><ins> </ins>2021</p>',
            id="notes and breaks",
        ),
        pytest.param(
            "<p>first of all</p><p>second of all</p>",
            "<p>first of all</p><p>quite another one</p><p>second of us all</p>",
            "<p>first of all</p><p><ins>quite another one</ins></p><p>second of<ins> us</ins> all</p>",
            id="paragraphs",
        ),
        pytest.param(
            "<ol><li><p>one</p></li><li><p>two</p></li></ol>",
            "<ol><li><p>one</p><ul><li><p>deep</p></li></ul></li></ol><p>end</p>",
            "<ol><li><p>one</p><ul><li><p><ins>deep</ins></p></li></ul></li>"
            "<li><p><del>two</del></p></li></ol><p><ins>end</ins></p>",
            id="list items",
        ),
        pytest.param(
            "<p>one</p>", "<ul><li><p>one</p></li></ul>",
            "<p><del>one</del></p><ul><li><p><ins>one</ins></p></li></ul>",
            id="a paragraph made a list",
        ),
        pytest.param(
            table(row("Place", "2019", tag="th"), row("SIZO", "4"), title="Deaths"),
            table(row("Place", "2019", tag="th"), row("SIZO", "5"), row("IVS", "0"), title="All deaths"),
            "<table><caption><del>Deaths</del><ins>All deaths</ins></caption><tbody>"
            + row("Place", "2019", tag="th") + row("SIZO", "<del>4</del><ins>5</ins>")
            + new_row("IVS", "0") + "</tbody></table>",
            id="rows, figures and title",
        ),
        pytest.param(
            table(row("Place", "2019", "2020"), row("SIZO", "4", "4"), title="Deaths"),
            table(row("Place", "2020", "2021"), row("SIZO", "4", "4"), title="Deaths"),
            '<table data-title="Deaths"><tbody>'
            + row("Place", "<del>2019</del><ins>2020</ins>", "<del>2020</del><ins>2021</ins>")
            + row("SIZO", "4", "4") + "</tbody></table>",
            id="cells of as many columns stay in their place",
        ),
        pytest.param(
            table(row("Place", "2019", "2020"), row("SIZO", "4", "4"), row("IVS", "0", "1")),
            table(row("Place", "2020"), row("SIZO", "4"), row("IVS", "1")),
            "<table><tbody>"
            + "".join(
                f'<tr><td><p>{a}</p></td><td class="cell-gone"><p><del>{b}</del></p></td>'
                f"<td><p>{c}</p></td></tr>"
                for a, b, c in (("Place", "2019", "2020"), ("SIZO", "4", "4"), ("IVS", "0", "1"))
            )
            + "</tbody></table>",
            id="a column taken out",
        ),
        pytest.param(
            table("<tr><td colspan=\"2\"><p>Total</p></td></tr>"),
            table("<tr><td><p>Total</p></td><td><p>4</p></td></tr>"),
            '<table><tbody><tr><td><p>Total</p></td><td class="cell-new"><p><ins>4</ins></p></td></tr>'
            "</tbody></table>",
            id="merged cells",
        ),
        pytest.param(
            table(row("A"), row("b c d")),
            "<table><thead><tr><th><p>b c e</p></th></tr></thead><tbody>" + row("f") + "</tbody></table>",
            '<table><tbody><tr><td class="cell-gone"><p><del>A</del></p></td></tr><tr><th><p>b c <del>d</del>'
            "<ins>e</ins></p></th></tr>" + new_row("f") + "</tbody></table>",
            id="a row made the head",
        ),
    ],
)  # fmt: skip
def test_difference_of_texts(old: str, new: str, marked: str) -> None:
    assert (sanitise(old), sanitise(new)) == (old, new)

    assert marked_difference(old, new) == marked


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        (
            Said("see", see="6(a).2"),
            Said(text="<p>Ten.</p>"),
            "<p><del>See the answer to 6(a).2</del><ins>Ten</ins>.</p>",
        ),
        (
            Said("unavailable", "no <b> register"),
            Said("unavailable", "no list"),
            "<p>Not available, because no <del>&lt;b&gt; register</del><ins>list</ins></p>",
        ),
        (Said("nothing"), Said(), "<p><del>Nothing to add.</del></p>"),
        (Said(), Said("nothing"), "<p><ins>Nothing to add.</ins></p>"),
    ],
)  # fmt: skip
def test_difference_of_forms(before: Said, after: Said, marked: str) -> None:
    assert difference_of(before, after) == marked


def test_sides_show_what_only_one_of_them_has() -> None:
    sides = sides_of(Said(text="<p>Nine deaths.</p><p>No more.</p>"), Said(text="<p>Ten deaths.</p>"))

    assert sides == (
        "<p><del>Nine</del> deaths.</p><p><del>No more.</del></p>",
        "<p><ins>Ten</ins> deaths.</p>",
    )


def test_difference_of_what_nobody_wrote_in_the_editor_is_safe() -> None:
    marked = marked_difference("<script>alert(1)</script><p onclick=x>one", "<img src=x onerror=alert(1)>two")

    assert marked == "<p><del>one</del><ins>two</ins></p>"


def test_difference_of_a_long_table_finds_its_rows_by_their_first_cells() -> None:
    before = [(f"place {n}", n * 7) for n in range(600)]
    after = [(name, figure + 1) for name, figure in before if name != "place 300"]
    texts = (table(*(row(name, str(figure)) for name, figure in rows)) for rows in (before, after))

    marked = marked_difference(*texts)

    assert (marked.count("cell-gone"), marked.count("cell-new"), marked.count("<del>")) == (2, 0, 601)


def test_difference_of_long_texts_is_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """What difflib is given stays within the effort, whatever the texts."""
    spent = []
    real = Effort.allows

    def allows(effort: Effort, steps: int) -> bool:
        spent.append(steps if (fits := real(effort, steps)) else 0)
        return fits

    monkeypatch.setattr(Effort, "allows", allows)
    chance = random.Random(7)  # noqa: S311 - texts of a test
    old, new = ("<p>" + " ".join(chance.choices("ab", k=40_000)) + "</p>" for _ in range(2))

    marked_difference(old, new)

    assert sum(spent) <= difference.STEPS


def test_likest_leaves_out_what_has_no_likeness() -> None:
    likeness = {(0, 1): 0.5, (2, 2): 0.9}

    assert likest(3, 3, lambda i, j: likeness.get((i, j), 0)) == [(0, 1), (2, 2)]


def test_sides_of_a_table_with_a_new_column_have_each_their_own_cells() -> None:
    old = "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"
    new = "<table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>"

    before, after = sides_of(Said(text=old), Said(text=new))

    assert (before.count("<td"), after.count("<td"), "<ins>b</ins>" in after) == (1, 2, True)
