"""The figures of a list's progress: where each issue and ministry stands, and what happened."""
