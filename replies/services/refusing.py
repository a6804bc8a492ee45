"""What every service raises when a rule stands against it."""

from accounts.refusing import Refused

__all__ = ["Refused"]
