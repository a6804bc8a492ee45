"""The versions of an answer, and how two of them differ."""
