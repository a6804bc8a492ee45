"""Conditions that several tables hold their rows to."""

import pgtrigger
from django.db.models import Q

EVERY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def frozen(assignment: str, operation: pgtrigger.Operation = EVERY_CHANGE) -> pgtrigger.Trigger:
    """Refuse to change a row once its list was submitted; the services say it in words before.

    `assignment` is the SQL of the assignment's key, from the row `the_row`.
    """
    return pgtrigger.Trigger(
        name="frozen",
        when=pgtrigger.Before,
        operation=operation,
        declare=[("the_row", "RECORD")],
        func=f"""
            the_row := COALESCE(NEW, OLD);
            IF EXISTS (
                SELECT FROM issues_assignment a
                JOIN issues_issue i ON i.id = a.issue_id
                JOIN issues_listofissues l ON l.id = i.list_of_issues_id
                WHERE a.id = ({assignment}) AND l.status IN ('submitted', 'archived')
            ) THEN
                RAISE EXCEPTION 'the list of issues was submitted: nothing in it changes any more'
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN the_row;
        """,
    )


OF_THE_REPLY = "SELECT r.assignment_id FROM replies_reply r WHERE r.id = the_row.reply_id"


def both_or_neither(*fields: str) -> Q:
    """Either all the fields are set or none is."""
    return Q(**{f"{name}__isnull": True for name in fields}) | Q(
        **{f"{name}__isnull": False for name in fields}
    )
