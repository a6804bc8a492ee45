"""The shape of a language's vocabulary of requests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """How one language asks. Each text is the inside of a case-insensitive regular expression."""

    abbreviations: str
    """Words that end in a full stop without ending the sentence."""
    polite: str
    """What stands before the verb of a request, whatever verb that is."""
    appeals: str
    """What stands before the thing requested when no verb of its own follows."""
    adverbs: str
    """What may stand between those and the verb, or open a sentence: also, in addition, lastly."""
    introductions: str
    """The first words of a sentence that leads up to a bare request: with reference to, in view of."""
    reporting: str
    """Verbs of a request that have no other use in a list of issues: indicate, explain."""
    telling: str
    """Verbs of a request that can also say what a State does: provide, report, address."""
    participles: str
    """The same in a subordinate form that still asks: indicating, specifying."""
    tail: str
    """What belongs to the verb before its object: on, about, the Committee."""
    questions: str
    """Words that begin a question, direct or embedded, and nothing else: whether, how many."""
    relatives: str
    """Words that begin a question or a relative clause: who, which, when."""
    auxiliaries: str
    """Verbs that begin a direct question: has, does, are."""
    conjunctions: str
    """and"""
    additions: str
    """Longer ways of saying it: as well as, along with."""
    carriers: str
    """What is asked for when the items alone say what about: information, details."""
    tokens: str
    """What is handed to a Committee, not to a victim: examples, the text."""
    announcements: str
    """Words at the end of an opening that only lead to its items: the following."""
    hanging: str
    """The end of an opening whose items are the subjects of what it asks: training on the following."""
    companions: str
    """A word that can add an object after a comma: with."""
    inclusions: str
    """including"""
    counted: str
    """What after that word is requested for itself: the number of."""
    conditions: str
    """What may stand between "and" and the next question: if so, in particular."""
    determiners: str
    """the, any, their"""
    heads: str
    """Nouns that are requested for themselves: number, measures, outcome."""
    soft_heads: str
    """Nouns that are requested for themselves only outside a clause of purpose: conditions, rules."""
    adjectives: str
    """What may stand before such a noun that has no determiner: further."""
    people: str
    """Nouns that name whoever is spoken of; two of them in a row are one object."""
    purpose: str
    """What begins a clause of purpose or content: to ensure, that."""
    contents: str
    """What begins a clause of content alone, and may begin another: that …, and that …"""
    modifiers: str
    """What shows that a noun carries a description of its own: of, taken, which."""
    prepositions: str
    """What ties information to its subject: on, about, regarding."""
    no_companions: str
    """Words after a companion that make it a manner, not an object: with a view to."""
