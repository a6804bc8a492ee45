"""What an answer may contain, whatever comes in."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replies.richtext import (
    MAX_LENGTH,
    MAX_ROWS,
    TextTooLong,
    codes_referred_to,
    count_words,
    plain_text,
    sanitise,
)
from replies.richtext_reader import read

ALLOWED = {
    **{tag: set() for tag in ("p", "br", "strong", "em", "sup", "sub", "ol", "ul", "li")},
    **{tag: set() for tag in ("thead", "tbody", "tr")},
    "table": {"data-title"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "span": {"data-footnote", "data-see"},
    "a": {"href"},
}
FRAGMENTS = (
    *("<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<sup>", "</sup>", "<sub>", "<br>"),
    *("<ol>", "</ol>", "<ul>", "</ul>", "<li>", "</li>", "<li>x", "<hr>", "<h1>", "</h1>", "<div>", "</div>"),
    *("<table data-title=' A  B '>", "<table>", "</table>", "<thead>", "<tbody>", "<tfoot>", "<tr>", "</tr>"),
    *("<td>", "<th colspan=3 rowspan=99999>", "</td>", "<td rowspan=2>", "<caption>", "</caption>", "<col>"),
    *('<span data-footnote="Act No. 1">', "</span>", "<span>", '<a href="https://un.org/é x">', "</a>"),
    *('<span data-see="6(a).2">', "<span data-see=' 12 ' data-footnote=''>", "<span data-see='6 (a)'>"),
    *("<a href='javascript:alert(1)'>", "<a href=mailto:a@b.kz>", "<script>x</script>", "<style>p{}</style>"),
    *("<o:p>", "</o:p>", "<!--", "-->", "<svg>", "<math>", "<mi>", "<select>", "<textarea>", "<template>"),
    *(
        "one",
        " ",
        "two words",
        "&nbsp;",
        "&lt;b&gt;",
        "&amp;",
        "&#1;",
        "\x0b",
        "\ud800",
        "\n",
        "Қазақ",
        "<",
        '"',
    ),
)
soup = st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join), st.text(max_size=60))


class Tags(HTMLParser):
    """Collects the tags and attributes that are not allowed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stray: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.stray.append((tag, ""))
        self.stray += [(tag, name) for name, _ in attrs if name not in ALLOWED.get(tag, set())]


@given(soup)
def test_sanitise_twice_changes_nothing(html: str) -> None:
    once = sanitise(html)

    assert sanitise(once) == once


@given(soup)
def test_sanitise_leaves_only_what_is_allowed(html: str) -> None:
    assert Tags(sanitise(html)).stray == []


@given(soup)
def test_words_are_the_same_after_sanitise(html: str) -> None:
    clean = sanitise(html)

    assert (count_words(clean), plain_text(clean)) == (count_words(html), plain_text(html))


@given(st.lists(st.text("abcКң0.,;()", min_size=1, max_size=8), min_size=1, max_size=6))
def test_sanitise_loses_no_word(words: list[str]) -> None:
    marked = "".join(f"<div><b>{word}</b> </div>" for word in words)

    assert plain_text(sanitise(marked)).split() == words


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("<p></p><p>&nbsp; <br></p>", ""),
        ("<table><tr><td></td></tr></table>", ""),
        ("plain & <simple>", "<p>plain &amp;</p>"),
        ("<p>a<b>b<i>c</i></b></p>", "<p>a<strong>b</strong><strong><em>c</em></strong></p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<p>10<sup>3</sup>, H<sub>2</sub>O</p>", "<p>10<sup>3</sup>, H<sub>2</sub>O</p>"),
        ("<p> a \n b <br> <br>c<br></p>", "<p>a b<br><br>c</p>"),
        ("<p><br>a</p>", "<p>a</p>"),
        ("<p>a <b> b</b></p>", "<p>a <strong>b</strong></p>"),
        ("<p>a<b> </b><br>b<i> </i></p>", "<p>a<br>b</p>"),
        ("<h2>Title</h2>text<hr>more", "<p>Title</p><p>text</p><p>more</p>"),
        ("<script>alert(1)</script><style>p{}</style><img src='data:image/png;base64,x'>", ""),
        ("<p class=MsoNormal style='mso-x:y'>a<o:p></o:p></p><xml><w:View>Normal</w:View></xml>", "<p>a</p>"),
        ("<p>a\x00\x0b&#1;\ud800b</p>", "<p>ab</p>"),
    ],
)
def test_sanitise_of_text(html: str, expected: str) -> None:
    assert sanitise(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a</ul>", "<ul><li><p>a</p></li></ul>"),
        ("<ul>a</ul>", "<ul><li><p>a</p></li></ul>"),
        ("<li>a</li>", "<p>a</p>"),
        ("<ul></ul><ol><li> </li></ol>x", "<p>x</p>"),
        ("<ol><ol><li>a</ol></ol>", "<ol><li><ol><li><p>a</p></li></ol></li></ol>"),
        ("<ol><li>a<ol><li>b</ol></ol>", "<ol><li><p>a</p><ol><li><p>b</p></li></ol></li></ol>"),
        ("<ol><li>a</li><ul><li>b</ul></ol>", "<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>"),
        (
            "<ol><li>a<ol><li>b<ol><li>c</li></ol>d</li></ol></li></ol>",
            "<ol><li><p>a</p><ol><li><p>b</p></li><li><p>c</p></li><li><p>d</p></li></ol></li></ol>",
        ),
    ],
)
def test_sanitise_of_lists(html: str, expected: str) -> None:
    assert sanitise(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<table data-title=" Deaths  in custody "><tr><th>a<td>b</table>',
            '<table data-title="Deaths in custody"><tbody><tr>'
            "<th><p>a</p></th><td><p>b</p></td></tr></tbody></table>",
        ),
        (
            "<table><caption>A <b>b</b></caption><thead><tr><th>h</thead><tr><td>x</table>",
            '<table data-title="A b"><thead><tr><th><p>h</p></th></tr></thead>'
            "<tbody><tr><td><p>x</p></td></tr></tbody></table>",
        ),
        (
            '<table data-title="A"><caption>b</caption><tr><td>x</table>',
            '<table data-title="A b"><tbody><tr><td><p>x</p></td></tr></tbody></table>',
        ),
        (
            "<table><caption> </caption><tr><td>x<tfoot><tr><td>y<thead><tr><td>z</table>",
            "<table><tbody><tr><td><p>x</p></td></tr><tr><td><p>y</p></td></tr>"
            "<tr><td><p>z</p></td></tr></tbody></table>",
        ),
        (
            "<table><tr><td colspan=2 rowspan=1>x<td colspan=999 rowspan=-2>y<td rowspan=9999>z</table>",
            '<table><tbody><tr><td colspan="2"><p>x</p></td><td colspan="30"><p>y</p></td>'
            '<td rowspan="200"><p>z</p></td></tr></tbody></table>',
        ),
        (
            "<table><tr><td>a<table><caption>t</caption><tr><td>b<td><ul><li>c</ul></table>d</table>",
            "<table><tbody><tr><td><p>a</p><p>t</p><p>b</p><ul><li><p>c</p></li></ul><p>d</p></td></tr></tbody></table>",
        ),
        (
            "<ul><li>a<table><tr><td><ul><li>b</ul></table></ul>",
            "<ul><li><p>a</p><table><tbody><tr><td><ul><li><p>b</p></li></ul></td></tr></tbody></table></li></ul>",
        ),
        ("<table><tr></tr></table>x", "<p>x</p>"),
    ],
)
def test_sanitise_of_tables(html: str, expected: str) -> None:
    assert sanitise(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Text before<table>stray", "<div><p>Text before</p><p>stray</p></div>"),
        ("<table><tr>stray</tr></table>", "<div><p>stray</p></div>"),
        ("<td>stray</td>", "<div><p>stray</p></div>"),
    ],
)
def test_read_of_stray_parts_keeps_their_text(html: str, expected: str) -> None:
    body = read(html)

    assert "".join(f"<p>{line.text}</p>" for line in body).join(("<div>", "</div>")) == expected


def test_sanitise_of_footnote_keeps_its_text_as_text() -> None:
    note = '<span data-footnote=" Act &quot;1&quot; &lt;b&gt; " class="x">seen</span>'
    html = f'<p>Law{note}.<span data-footnote=" ">y</span></p>'

    assert sanitise(html) == ('<p>Law<span data-footnote="Act &quot;1&quot; &lt;b&gt;"></span>seen.y</p>')


@pytest.mark.parametrize("code", ["12", "12.1", "6(a)", "6(a).2", "12345678901234567890"])
def test_sanitise_of_reference_keeps_its_code(code: str) -> None:
    clean = sanitise(f'<p>see <span class="x" data-see=" {code} ">shown</span>, too</p>')

    assert clean == f'<p>see <span data-see="{code}"></span>shown, too</p>'


@pytest.mark.parametrize(
    "code",
    [
        *("", "x", "(a)", "6.", "6(A).2", "6(1)", "6 (a).2", "6(a).2.1", "٦.١", "6(a).2\n7", "6(a).2;7"),
        *("&quot;&gt;&lt;script&gt;", "javascript:alert(1)", "123456789012345678901"),
    ],
)
def test_sanitise_of_reference_to_what_is_no_code_drops_it(code: str) -> None:
    assert sanitise(f'<p>see<span data-see="{code}"></span> it</p>') == "<p>see it</p>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<span data-see="1.1"></span>', '<p><span data-see="1.1"></span></p>'),
        (
            '<p><b>a <span data-see="1.1"></span> b</b></p>',
            '<p><strong>a </strong><span data-see="1.1"></span><strong> b</strong></p>',
        ),
        (
            '<p><a href="https://un.org/">a<span data-see="1.1"></span>b</a></p>',
            '<p><a href="https://un.org/">a</a><span data-see="1.1"></span><a href="https://un.org/">b</a></p>',
        ),
        (
            '<p>a<span data-footnote="n" data-see="1.1"></span></p>',
            '<p>a<span data-footnote="n"></span></p>',
        ),
        (
            '<ul><li>a<span data-see="1.1"></span></ul>',
            '<ul><li><p>a<span data-see="1.1"></span></p></li></ul>',
        ),
    ],
)
def test_sanitise_of_reference_stands_alone(html: str, expected: str) -> None:
    assert sanitise(html) == expected


def test_codes_referred_to_are_those_of_references() -> None:
    clean = sanitise(
        '<p data-see="1.1">9.9 <span data-see="6(a).2"></span><span data-footnote="<span data-see=1.2>">'
        '</span></p><table><tr><td><b>x<span data-see="6(a).2"></span><span data-see="12"></span></table>'
    )

    assert codes_referred_to(clean) == ["6(a).2", "6(a).2", "12"]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://un.org/a b?x=é&amp;y=%20", "https://un.org/a%20b?x=%C3%A9&amp;y=%20"),
        ("http://localhost:8000/#top", "http://localhost:8000/#top"),
        ("HTTPS://UN.org", "https://UN.org"),
        ("mailto:a@b.kz?subject=x", "mailto:a@b.kz?subject=x"),
        ("mailto:nobody", ""),
        ("http://[", ""),
        ("http://a b/", ""),
        ("https://", ""),
        ("/relative", ""),
        ("#_ftn1", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        (f"https://un.org/{'x' * 2000}", ""),
    ],
)
def test_sanitise_of_link(href: str, expected: str) -> None:
    clean = sanitise(f'<p><a href="{href}" rel="x" target="_blank" onclick="y">see <b>it</b></a></p>')

    linked = f'<a href="{expected}">see <strong>it</strong></a>'
    assert clean == (f"<p>{linked}</p>" if expected else "<p>see <strong>it</strong></p>")


def test_read_of_an_address_that_cannot_be_parsed_keeps_its_text() -> None:
    (line,) = read('<p><a href="http://[">text</a></p>')

    assert (line.text, len(line)) == ("text", 0)


def test_sanitise_of_text_at_the_limit_is_kept() -> None:
    kept = f"<p>{'a' * (MAX_LENGTH - 7)}</p>"

    assert sanitise(kept) == kept


def test_sanitise_of_text_that_grows_over_the_limit_is_refused() -> None:
    with pytest.raises(TextTooLong):
        sanitise("&" * 45_000)


def test_sanitise_of_a_link_around_everything_is_refused() -> None:
    with pytest.raises(TextTooLong):
        sanitise('<a href="http://e.org/' + "q" * 1900 + '">' + "<p>x" * 40_000)


def test_sanitise_of_text_over_the_limit_says_what_to_do() -> None:
    with pytest.raises(TextTooLong) as caught:
        sanitise("a" * (MAX_LENGTH + 1))

    assert str(caught.value) == (
        "This text has 200,001 characters with its formatting; at most 200,000 can be kept. "
        "Split it over several answers, or attach the longer part as an annex."
    )


def table_of(rows: int) -> str:
    body = "".join(f'<tr><td><p>{n}</p></td><td colspan="2"><p>x</p></td></tr>' for n in range(rows))
    return f"<table><tbody>{body}</tbody></table>"


def test_sanitise_of_tables_at_the_limit_keeps_them() -> None:
    tables = table_of(MAX_ROWS) * 2

    assert sanitise(tables) == tables


def test_sanitise_of_a_table_over_the_limit_says_what_to_do() -> None:
    with pytest.raises(TextTooLong) as caught:
        sanitise(f"<p>Before</p>{table_of(3)}{table_of(2_000)}")

    assert str(caught.value) == (
        "This table has 2,000 rows; the document carries at most 500. Attach it as an annex."
    )


def test_sanitise_of_very_deep_nesting_keeps_the_text() -> None:
    deep = sanitise("<b>" * 200 + "deep" + "<ul><li>" * 99 + "deeper")
    deeper = sanitise(
        "<ul><li>" * 20_000 + "deepest" + "<script>alert(1)</script>" + "</li></ul>" * 300 + "out"
    )

    assert (deep, deeper) == (
        "<p><strong>deep</strong></p><ul><li><ul><li><p><strong>deeper</strong></p></li></ul></li></ul>",
        "<p>deepest</p><p>out</p>",
    )


RICH = (
    '<p>One two<span data-footnote="three four"></span>.<br>five</p><ol><li>six</li><li>seven</li></ol>'
    '<table data-title="eight nine"><tr><td>ten</td><td>eleven</td></tr></table>'
)


def test_plain_text_has_a_line_for_each_part() -> None:
    assert plain_text(RICH) == "One two [three four].\nfive\nsix\nseven\neight nine\nten\neleven"


def test_count_words_includes_tables_titles_and_footnotes() -> None:
    assert count_words(RICH) == 11


def test_count_words_joins_a_word_around_marks_and_notes() -> None:
    assert count_words('<p>re<b>pl</b>y<span data-footnote="note"></span>.</p>') == 2


REFERRING = '<p>As said in <span data-see="6(a).2"></span><span data-footnote="n"></span>.</p>'


def test_plain_text_names_the_code_of_a_reference() -> None:
    assert plain_text(REFERRING) == "As said in paragraph [6(a).2] [n]."


def test_count_words_counts_a_reference_as_it_prints() -> None:
    assert count_words(REFERRING) == 6
