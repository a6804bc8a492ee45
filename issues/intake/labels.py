"""A short name for a thing requested."""

from issues.intake.vocabulary import Meanings

LONGEST = 80  # characters, with the ellipsis


def label_of(thing: str, meanings: Meanings) -> str:
    """The thing without "information on the" before it, cut at the end of a word, with a capital.

    It is at most `LONGEST` characters long and never empty for a thing that is not.
    """
    named = " ".join(thing.split()).strip(" ,;:.?¿")
    named = meanings.preamble.sub("", named, count=1) or named or thing
    if len(named) > LONGEST:
        named = named[: LONGEST - 1]
        named = f"{named.rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
    return named[:1].upper() + named[1:]
