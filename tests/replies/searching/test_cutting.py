"""What is shown of a long text around its first mark."""

from replies.searching.extract import AROUND, START, STOP, _cut


def test_long_text_is_cut_between_words_around_its_mark() -> None:
    text = "before " * AROUND + f"{START}found{STOP} " + "after " * AROUND

    shown = _cut(text)

    assert (shown.startswith("… before"), shown.endswith("after …")) == (True, True)
    assert f"{START}found{STOP}" in shown


def test_beginning_of_a_long_text_is_shown_where_nothing_is_marked() -> None:
    assert _cut("before " * AROUND).startswith("before before")
