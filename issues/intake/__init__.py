"""A document in, plain dataclasses out; touches no database."""
