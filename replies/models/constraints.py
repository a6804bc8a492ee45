"""Conditions that several tables hold their rows to."""

import pgtrigger
from django.db.models import Q

EVERY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


def frozen(assignment: str, operation: pgtrigger.Operation = EVERY_CHANGE) -> pgtrigger.Trigger:
    """Refuse to change a row once its list was submitted, or to move it out of such a list or into one.

    The services say it in words before. `assignment` is the SQL of the assignment's key from a `{row}`.
    """
    before, after = (assignment.format(row=row) for row in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name="frozen",
        when=pgtrigger.Before,
        operation=operation,
        func=f"""
            IF EXISTS (
                SELECT FROM issues_assignment a
                JOIN issues_issue i ON i.id = a.issue_id
                JOIN issues_listofissues l ON l.id = i.list_of_issues_id
                WHERE a.id IN (({before}), ({after})) AND l.status IN ('submitted', 'archived')
            ) THEN
                RAISE EXCEPTION 'the list of issues was submitted: nothing in it changes any more'
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )


OF_THE_REPLY = "SELECT r.assignment_id FROM replies_reply r WHERE r.id = {row}.reply_id"


def both_or_neither(*fields: str) -> Q:
    """Either all the fields are set or none is."""
    return Q(**{f"{name}__isnull": True for name in fields}) | Q(
        **{f"{name}__isnull": False for name in fields}
    )
