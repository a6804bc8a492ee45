from dataclasses import replace

from issues.intake.reading import with_found_points
from issues.registers import DATA, read_list, with_points

CHECKED = read_list(DATA / "CAT_C_KAZ_Q_4" / "list.txt")


def test_read_list_takes_the_checked_points_of_a_list_it_knows() -> None:
    codes = [point.code for issue in CHECKED.issues for point in issue.data_points]

    assert (len(codes), len(set(codes)), CHECKED.issues[19].label) == (166, 166, "Deaths in custody")


def test_with_points_finds_those_of_another_list() -> None:
    other = replace(CHECKED, symbol="CAT/C/RUR/Q/9")

    assert with_points(other) == with_found_points(other)


def test_with_points_leaves_an_issue_that_the_register_does_not_name() -> None:
    extra = replace(CHECKED.issues[0], number=31)
    longer = replace(CHECKED, issues=(*CHECKED.issues, extra))

    assert with_points(longer).issues[-1] is extra
