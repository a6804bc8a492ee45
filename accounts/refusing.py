"""What every service raises when a rule stands against it."""


class Refused(Exception):
    """The person may not do this now; the message says why, in words for them."""
