"""The words by which answers say things, in English, Russian, French, Spanish and Kazakh, as patterns.

They are generous: a word too many silences an alarm, a word too few raises a false one.
"""

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


# What shows that figures are broken down by a thing; the terms are those of `issues.intake`.
BROKEN_DOWN_BY = {
    "sex": _words(
        r"sex(?:es)?|gender|wom[ae]n|m[ae]n|females?|males?|girls?|boys?",
        r"пол(?:у|а|ом)?|гендер\w*|женщин\w*|мужчин\w*|женск\w+|мужск\w+|девоч\w+|девуш\w+|мальчик\w*|юнош\w*",
        r"sexes?|sexe|genre|femmes?|hommes?|filles?|garçons?|féminin\w*|masculin\w*",
        r"sexo|género|mujer(?:es)?|hombres?|niñas?|niños?",
        r"жыныс\w*|әйел\w*|ер(?:лер| адам)\w*|қыз\w*|ұл(?:дар)?\w*",
    ),
    "age": _words(
        r"age[sd]?|years? old|\d+-year-olds?|minors?|juveniles?|adults?|child(?:ren)?|elderly|under[ -]1?\d",
        r"\d\d and over|older than|younger than|1?\d ?[–-] ?[1-9]\d",
        r"возраст\w*|несовершеннолетн\w*|малолетн\w*|взросл\w*|дет(?:и|ей|ям|ях|ьми)|реб[её]н\w+|пожил\w+",
        r"(?:до|от|старше|моложе) \d+(?: лет)?|1[4-8] лет",
        r"âges?|âgée?s?|mineure?s?|adultes?|enfants?|moins de \d+ ans|plus de \d+ ans",
        r"edad(?:es)?|menores|adult[oa]s?|niñ[oa]s?|mayores de",
        r"жас\w*|кәмелет\w*|бала\w*|ересек\w*",
    ),
    "nationality": _words(
        r"nationalit(?:y|ies)|nationals?|citizens?(?:hip)?|foreign(?:ers?)?|stateless",
        r"гражд\w+|иностран\w+|апатрид\w*|nationalités?|étrang\w+|nacionalidad(?:es)?|extranjer\w+|азамат\w*",
    ),
    "ethnic origin": _words(
        r"ethni\w+|nationalit(?:y|ies)|kazakhs?|russians?|uzbeks?|uighurs?",
        r"этни\w+|национальн\w+|казах\w*|русск\w+|узбек\w*|уйгур\w*|étni\w+|ұлт\w*",
    ),
    "country": _words(r"countr(?:y|ies)|стран\w*|pays|país(?:es)?|ел(?:дер)?\w*"),
    "place": _words(
        r"prisons?|colon(?:y|ies)|detention|facilit(?:y|ies)|institutions?|regions?|oblasts?|cit(?:y|ies)",
        r"учрежден\w*|сизо|колони\w*|област\w*|город\w*|район\w*|регион\w*|изолятор\w*",
        r"établissements?|régions?|prisión|prisiones|centros?|regi[oó]n(?:es)?|мекеме\w*|облыс\w*|қала\w*",
    ),
    "type of offence": _words(
        r"offences?|crimes?|articles?|стат\w+|преступлен\w*|правонарушен\w*|infractions?|delitos?",
        r"artículos?|қылмыс\w*|бап\w*",
    ),
    "cause of death": _words(
        r"causes?|illness(?:es)?|diseases?|suicides?|injur(?:y|ies)|причин\w*|болезн\w*|заболеван\w*",
        r"суицид\w*|самоуб\w*|maladies?|causas?|enfermedad(?:es)?|себеп\w*|ауру\w*",
    ),
    "reason": _words(
        r"reasons?|grounds?|because|причин\w*|основан\w*|motifs?|raisons?|motivos?|raz[oó]n(?:es)?|себеп\w*",
        r"негіз\w*",
    ),
    "agency": _words(
        r"agenc(?:y|ies)|ministr(?:y|ies)|prosecut\w+|police|services?|bod(?:y|ies)|authorit(?:y|ies)",
        r"орган\w*|ведомств\w*|министерств\w*|прокурат\w*|полици\w*|служб\w*|autorités?|organismes?",
        r"autoridad(?:es)?|policía|министрлі\w*",
    ),
}
SAME_AS = {
    "gender": "sex",
    "age group": "age",
    "country of origin": "country",
    "country of return": "country",
    "place of detention": "place",
    "region": "place",
}

# Where there is nothing to count or nobody counts it, no figure can be asked for.
NOTHING_TO_COUNT = _words(
    r"none|nobody|no one|zero|nil|not (?:a single|one)|there (?:was|were|is|are|has been|have been) no",
    r"no (?:such )?(?:\w+ ){0,2}?(?:was|were|has|have|had)",
    r"no (?:such )?(?:cases?|complaints?|appeals?|persons?|incidents?|deaths?|data|statistics|records?)",
    r"not (?:been )?(?:recorded|registered|received|kept|collected|maintained|available)",
    r"не (?:был[оиа]?|имел\w+|имеется|зарегистрир\w+|поступ\w+|выявл\w+|установл\w+|вед[её]тся|фиксир\w+)",
    r"не (?:зафиксир\w+|собира\w+|возбужд\w+|проводил\w+|применял\w+|обращал\w+)|отсутству\w+|нет",
    r"ни одн\w+|ни разу",
    r"aucune?s?|néant|pas de (?:cas|données)|ne sont pas disponibles",
    r"ning[uú]n[oa]?s?|no (?:se|hay|hubo|existen?|constan?)|жоқ|тіркелме\w*",
)
IN_AN_ANNEX = _words(
    r"annex(?:es|ed)?|appendi(?:x|ces)|attached|приложени\w+|прилага\w+|annexes?|anexos?|қосымша\w*"
)
SEEN_ELSEWHERE = _words(
    r"see (?:also )?(?:the )?(?:reply|answer|paragraph|response|above|below)|tables?|tableaux?|cuadros?",
    r"(?:the )?above|aforementioned|таблиц\w*|выше\w*|voir|ci-dessus|véase|кесте\w*|қараңыз",
    r"см\.(?=\s)|смотри\w*",
)
A_NUMBER_IN_WORDS = _words(
    r"one(?! of\b| another\b)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen",
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|hundred|thousand|dozen",
    r"од(?:ин|на|но|ного|ной)|дв(?:а|е|ух|ое)|тр(?:и|[её]х|ое)|четыр\w+|пят(?:ь|и)|шест(?:ь|и)|сем(?:ь|и)",
    r"восем\w*|восьми|девят(?:ь|и)|десят(?:ь|и)|двенадцат\w+|двадцат\w+|тридцат\w+|сорок\w*|сто|тысяч\w*",
    r"deux|trois|quatre|cinq|sept|huit|neuf|dix|vingt|trente|cent|mille|dos|tres|cuatro|cinco|seis|siete",
    r"ocho|nueve|diez|veinte|cien|mil|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он",
)
# A case that is told: where it was, who, when.
A_CASE = _words(
    r"for (?:example|instance)|e\.g\.(?=\W)|in (?:one|another|the|a) case|cases? of",
    r"by (?:a |the )?(?:judgment|verdict)",
    r"(?:was|were) (?:sentenced|convicted|found guilty)|(?:found|sentenced|convicted) \w+",
    r"например|в качестве примера|приговор\w*|по делу|уголовн\w+ дел\w+|осужд[её]н\w*|признан\w* виновн\w+",
    r"par exemple|affaire|condamnée?s?|por ejemplo|causa|condenad[oa]s?|мысалы|үкім\w*|сотталған\w*",
)
INITIALS = re.compile(r"(?<!\w)[A-ZА-ЯЁ]\. ?[A-ZА-ЯЁ]\.")
RECENT_YEARS = _words(
    r"(?:past|last|previous) \w+ (?:and a half )?years|(?:reporting|review) period|period under \w+",
    r"последни\w+ \w+ (?:лет|года|месяц\w*)|отч[её]тн\w+ период\w*|ces \w+ dernières années",
    r"\w+ dernières années|últimos \w+ años|período \w+ informe|соңғы \w+ жыл\w*",
)

TOTAL = re.compile(
    r"\W*(?:(?:grand |sub)-?totals?|totals?|in total|всего|итого|общее (?:число|количество)|общий итог"
    r"|totale?s?|total général|total general|ensemble|барлығы|жиыны)(?!\w)",
    re.IGNORECASE,
)
# Rows and columns that are a part of another one and not beside it.
OF_WHICH = _words(
    r"of (?:which|whom|them|those)|including|incl\.?|в том числе|в т\. ?ч\.?|из (?:них|которых)|включая",
    r"dont|y compris|de (?:los|las) cuales|incluid[oa]s?|оның ішінде|соның ішінде",
)
# Figures that are not counted together.
NOT_ADDED = re.compile(
    r"%|(?<!\w)(?:rates?|shares?|averages?|mean|median|ratio|per cent|percent\w*|change|доля|удельн\w+"
    r"|уд\. ?вес|процент\w*|средн\w+|динамик\w*|рост|taux|parts?|moyenne|pourcentage|tasa|promedio"
    r"|porcentaje|үлес\w*|пайыз\w*|орташа)(?!\w)",
    re.IGNORECASE,
)
ROUNDED_UNITS = _words(
    r"thousands?|millions?|billions?|mln|bln|тыс\w*|млн|млрд|миллион\w*|миллиард\w*|milliers?|milliards?|miles",
    r"millones|мың|’000|'000",
)
BOTH_SEXES = (
    _words(r"wom[ae]n|females?|girls?|женщин\w*|девоч\w*|femmes?|filles?|mujer(?:es)?|әйел\w*"),
    _words(r"m[ae]n|males?|boys?|мужчин\w*|мальчик\w*|hommes?|garçons?|hombres?|ерлер"),
)
