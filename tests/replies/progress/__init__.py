"""Tests of the figures of a list's progress."""
