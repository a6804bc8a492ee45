from issues.intake.clauses import clauses
from issues.intake.objects import objects
from issues.intake.points import Source, points_of
from issues.intake.vocabulary import grammar


def figures(text):
    """The kind, breakdown and period of each thing that the first clause of a text asks for."""
    words = grammar("en")
    clause = clauses(text, (0, len(text)), words)[0]
    points = points_of(Source(text, "a", words), clause, objects(text, clause, words))
    return [(point.kind, point.disaggregation, point.period) for point in points]


def test_table_announced_before_its_objects_breaks_down_each():
    text = "Please present, in a table by year, the persons returned and the persons surrendered."

    assert figures(text) == [("statistics", ("year",), ""), ("statistics", ("year",), "")]


def test_breakdown_of_the_last_figure_holds_for_the_figures_before_it():
    text = (
        "Please give the number of arrests, the reasons for them and the number of trials, broken "
        "down by sex."
    )

    assert figures(text) == [
        ("statistics", ("sex",), ""),
        ("information", (), ""),
        ("statistics", ("sex",), ""),
    ]


def test_period_announced_before_the_objects_holds_for_each():
    text = (
        "Please give information for the reporting period on the number of trials and the reasons for delay."
    )

    assert figures(text) == [
        ("statistics", (), "the reporting period"),
        ("information", (), "the reporting period"),
    ]


def test_period_of_one_figure_holds_for_the_others():
    text = "Please give the number of trials since 2014, the reasons for delay and the number of judges."

    assert figures(text) == [
        ("statistics", (), "since 2014"),
        ("information", (), ""),
        ("statistics", (), "since 2014"),
    ]


def test_events_of_a_period_are_figures():
    assert figures("Please list suits brought since 2014.") == [("statistics", (), "since 2014")]


def test_clause_without_objects_has_no_points():
    assert figures("Please report on:") == []
