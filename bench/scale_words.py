"""A vocabulary of three languages with natural frequencies, and sentences drawn from it.

The n-th word of a language comes up about 1/n times as often as its first, as words do (Zipf's law).
"""

import re
from collections import Counter
from itertools import accumulate, product
from random import Random

from issues.registers import DATA

# Of each language; how many words of its vocabulary, and in which part of the answers it is used.
SENTENCES, WORDS_EACH, VOCABULARY = 12_000, 15, 15_000
LANGUAGES = ("en", "ru", "kk")
COMMON = {
    "ru": "в и на с по не о для от к из за что при как его или года лиц пыток также право суд закон дело "
    "органов Республики Казахстан статьи Кодекса уголовного случаев мер государства прокуратуры осуждённых "
    "содержания жертв насилия женщин детей защиты расследование жалоб лишения свободы информация данные",
    "kk": "және мен үшін бойынша туралы жылы заң қамау құқық адам азаптау Қазақстан Республикасы мемлекет "
    "сот бап кодекс қылмыстық істер шара орган прокуратура жәбірленуші әйелдер балалар қорғау тергеу шағым "
    "бостандық ақпарат деректер тұлғалар халықаралық қауіпсіздік",
}
STEMS = {
    "en": ("con per sub trans re de pro inter", "form tain mit pel struct vert duc fer", "ation ing ed s er"),
    "ru": ("пере под на от рас при вы об", "став вод держ смотр каз реш суд прав", "ение ого ами ы ить"),
    "kk": ("бас қор тер сақ жау көр біл тап", "қа тыр лан дыр ғыз ла сіз шы", "лар дың ға да мен"),
}


def sentences(seed: int = 1) -> list[tuple[int, str]]:
    """Numbered from 0: so many sentences of the first language, then of the second and the third."""
    random = Random(seed)  # noqa: S311 - no secret
    found: list[str] = []
    for language in LANGUAGES:
        words = vocabulary(language)
        weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        for _ in range(SENTENCES):
            drawn = " ".join(random.choices(words, cum_weights=weights, k=WORDS_EACH))
            found.append(drawn[0].upper() + drawn[1:] + ".")
    return list(enumerate(found))


def vocabulary(language: str) -> list[str]:
    """The words of a language, the most frequent first: real ones, then made up from stems and endings."""
    if language == "en":
        text = (DATA / "CAT_C_KAZ_Q_4" / "list.txt").read_text(encoding="utf-8")
        counted = Counter(word.lower() for word in re.findall(r"[A-Za-z]{2,}", text))
        real = [word for word, _ in counted.most_common()]
    else:
        real = COMMON[language].split()
    starts, middles, ends = (part.split() for part in STEMS[language])
    made = ["".join(parts) for parts in product(starts, middles, middles, middles, ends)]
    Random(2).shuffle(made)  # noqa: S311 - no secret
    years = [str(year) for year in range(2018, 2026)]
    return list(dict.fromkeys(real[:20] + years + real[20:] + made))[:VOCABULARY]
