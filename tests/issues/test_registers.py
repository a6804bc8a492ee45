from dataclasses import replace

from issues.intake.reading import read_file
from issues.registers import DATA, with_register

PARSED = read_file(DATA / "CAT_C_KAZ_Q_4" / "list.txt")


def test_with_register_replaces_the_points_of_a_list_it_knows() -> None:
    checked = with_register(PARSED)

    codes = [point.code for issue in checked.issues for point in issue.data_points]
    assert (len(codes), len(set(codes)), checked.issues[19].label) == (166, 166, "Deaths in custody")


def test_with_register_leaves_another_list_alone() -> None:
    other = replace(PARSED, symbol="CAT/C/RUR/Q/9")

    assert with_register(other) is other


def test_with_register_leaves_an_issue_that_it_does_not_name() -> None:
    extra = replace(PARSED.issues[0], number=31)
    longer = replace(PARSED, issues=(*PARSED.issues, extra))

    assert with_register(longer).issues[-1] is extra
