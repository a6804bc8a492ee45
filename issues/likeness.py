"""How alike texts are: the cosine of their words, each weighted by how rare it is (tf-idf)."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log, sqrt

# Texts less alike than this have the same words by chance.
ALIKE = 0.2
NEAREST = 5
# Words longer than this differ in their endings only.
STEM = 7


class Likeness:
    """Texts, to be compared with others."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(_stems(text)) for text in texts]
        occurs = Counter(stem for counts in counted for stem in counts)
        self.rarity = {stem: log((len(texts) + 1) / n) for stem, n in occurs.items()}
        self.vectors = [self._vector(counts) for counts in counted]

    def to(self, text: str) -> list[tuple[int, float]]:
        """The nearest texts, as pairs of their place and how alike they are (to 1), the nearest first."""
        own = self._vector(Counter(_stems(text)))
        alike = ((place, _product(own, other)) for place, other in enumerate(self.vectors))
        near = [(place, value) for place, value in alike if value >= ALIKE]
        return sorted(near, key=lambda pair: -pair[1])[:NEAREST]

    def _vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        """The weights of the words that occur in the texts, of length 1."""
        weights = {s: (1 + log(n)) * self.rarity[s] for s, n in counts.items() if s in self.rarity}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {stem: weight / length for stem, weight in weights.items()}


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)


def _stems(text: str) -> Iterator[str]:
    for word in re.findall(r"[^\W\d_]{4,}", text.casefold()):
        yield word[:STEM]
