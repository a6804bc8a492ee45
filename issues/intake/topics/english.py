"""What a list of issues asks for in English."""

from issues.intake.topics import Topics

ENGLISH = Topics(
    preambles=(
        r"(?:(?:any|the|all|some|further|more|additional|detailed|updated|up-to-date|recent|relevant"
        r"|specific|concrete|an|a|precise|full|other|brief|existing)\s+)*(?:(?:information|details?"
        r"|particulars|clarification|overview|account|description|explanation|update"
        r"|word)\s+(?:(?:relating to|for|during|over|since|covering) [\w ]{1,30}? )?(?:on|about|of"
        r"|regarding|concerning|as to|as regards|relating to)\s+)?(?:(?:any|the|all|some|specific|an"
        r"|a)\s+)*"
    ),
    stops=(
        r"by|which|who|whom|whose|that|in|on|at|for|to|from|against|into|with|regarding|concerning|made"
        r"|taken|given|paid|held|undertaken|drawn|[a-z]{2,}ed(?= (?:by|to|in|for|since|at|from|under|with"
        r"|on|during|upon))"
    ),
    kinds=(
        ("information", r"\A(?:why|who|whom|when|where|to what extent)"),
        ("information", r"impact|effectiveness|content|implementation|methodology|manner|reasons?|criteria"),
        (
            "update",
            r"\A(?:further |more )?updated (?:information|details) (?:on|about|regarding|concerning)"
            r"(?! (?:the )?(?:numbers?|percentage|rates?|shares?|statistic\w*|data|budgets?|figures))",
        ),
        (
            "clarification",
            r"whether|clarifications?|\A(?:has|have|had|is|are|was|were|does|do|did|can|could|may|might"
            r"|must|will|would|if)",
        ),
        (
            "update",
            r"(?:an )?update(?: on)?(?= )|status of|state of play|current state|progress"
            r"|what has become of",
        ),
        (
            "update",
            r"how(?:(?! (?:many|much)\b)[^,;]){0,80}(?:progress|advanc)\w*|timetable|stage reached",
        ),
        (
            "statistics",
            r"how (?:many|much)|how often|numbers?|percentages?|shares?|proportion|ratios?|rates?",
        ),
        (
            "statistics",
            r"data|statistics|statistical|figures|budgets?|budgetary|credits|sums?|amounts?|fees"
            r"|head count",
        ),
        (
            "statistics",
            r"averages?|median|length of|occupancy|capacity|backlog|turnover|frequency|money|funds|funding",
        ),
        (
            "statistics",
            r"expenditures?|expenses|costs?|financial|(?:human|material) (?:and \w+ )?resources|resources",
        ),
        (
            "statistics",
            r"census|quotas?|totals?|breakdown|prevalence|incidence of|caseload|salar(?:y|ies)|staffing",
        ),
        ("statistics", r"at what cost|what (?:sums?|amounts?)|tall(?:y|ies)|counts?"),
        (
            "examples",
            r"examples?|instances?|(?:court )?rulings|(?:cases?|decisions|judgments) (?:in which|where)",
        ),
        ("examples", r"case law|jurisprudence|illustrations?|precedents?|specimens?"),
        (
            "measures",
            r"measures?|steps|efforts|initiatives?|actions?|remed(?:y|ies)|safeguards?|programmes?"
            r"|training",
        ),
        (
            "measures",
            r"arrangements?|protection|means|guarantees|strateg(?:y|ies)|polic(?:y|ies)|action plans?"
            r"|upkeep",
        ),
        (
            "measures",
            r"maintenance|campaigns?|precautions|reforms?|mechanisms?|redress|rehabilitation|support"
            r"|services",
        ),
        (
            "measures",
            r"how (?:does|do|has|have|did|is|are|will) (?:the )?(?:State party|Government|authorities)",
        ),
        ("measures", r"what (?:has been|is being|was|is) done|provision made|assistance"),
        (
            "legislation",
            r"laws?|legislation|provisions|bills?|acts?(?= (?:of \d|No|on))|articles?|amendments?"
            r"|statutes?",
        ),
        (
            "legislation",
            r"regulations?|decrees?|codes?|texts?|chapters?|explanatory memorand(?:um|a)|constitution",
        ),
        (
            "legislation",
            r"legislative|legal (?:provisions|framework|basis|definition)|ordinances?|orders?|clauses?",
        ),
        ("legislation", r"(?-i:Acts?|Bills?|Laws?|Codes?|Constitution)"),
        ("information", r"\Ahow"),
        ("comment", r"comments?|allegations?|views on|assertions?|reaction|response to"),
    ),
    verb_kinds=(
        ("comment", r"comment|respond|reply|react|answer"),
        ("update", r"update"),
        ("examples", r"illustrate|cite|quote"),
    ),
    soft_verb_kinds=(("clarification", r"clarify|confirm"),),
    countable=(
        r"(?:[\w-]+ ){0,2}?(?:suits|lawsuits|complaints|grievances|arrests|deaths|suicides|prosecutions"
        r"|convictions|sentences|investigations|cases|petitions|applications|requests|claims|trials"
        r"|acquittals|executions|expulsions|deportations|extraditions|removals|incidents|attacks|assaults"
        r"|admissions|releases|dismissals|penalties|fines|bans|raids|searches|evictions|marriages|births"
        r"|strikes|inspections)"
    ),
    breakdowns=(
        r"(?:disaggregate|break down)\s+(?:all |the |these |those |this |such )?(?:\w+ )?by"
        r"|(?:disaggregated|broken down|sorted|classified|segregated|grouped|itemi[sz]ed|divided|arranged"
        r"|tabulated|differentiated|split|listed|separated)(?: where possible| if possible)?,? (?:by"
        r"|according to|as to|on the basis of)"
    ),
    by_terms=r"by(?: the)?|per|in each|for each|(?=year by year)",
    breakdown_ends=(
        r"as well as|with|on|of which|of whom|and (?:indicat|provid|specify|describ|explain)\w*|from"
        r"|since|who|which|that"
    ),
    alternatives=r"or|and/or",
    terms=(
        ("year", r"years?|year by year|annual(?:ly)?"),
        ("country of origin", r"countr(?:y|ies) of origin"),
        ("nationality", r"nationalit(?:y|ies)|citizenship"),
        ("ethnic origin", r"ethnic(?:ity| origin| group| background| affiliation)s?|national origin"),
        ("sex", r"sex(?:es)?"),
        ("gender", r"gender"),
        ("age", r"ages?(?: groups?)?"),
        ("cause of death", r"causes? of death"),
        (
            "type of offence",
            r"(?:types?|kinds?|nature|category) of (?:the )?(?:offences?|crimes?)|offences?|crimes?",
        ),
        (
            "place of detention",
            r"places? of (?:detention|deprivation of liberty|confinement)|detention (?:facility|centre)",
        ),
        ("place", r"places?(?: of [\w ]+)?|locations?|institutions?|facilit(?:y|ies)"),
        (
            "region",
            r"regions?|provinces?|cantons?|districts?|oblasts?|countys?|geographical \w+|territor(?:y|ies)",
        ),
        ("disability", r"disabilit(?:y|ies)|impairments?"),
        ("religion", r"religions?|faiths?|denominations?"),
        ("residence", r"urban(?:/| and | or )rural|urban|rural|residence"),
        ("month", r"months?"),
        ("income", r"incomes?|socioeconomic status"),
    ),
    vague_terms=(
        r"(?:all |other |any )*(?:relevant|appropriate|pertinent|other) (?:\w+ )?(?:factors?|criteria"
        r"|grounds|characteristics|categories)"
    ),
    consequences=(
        r"(?:their|its|the|his|her) (?:final )?(?:outcomes?|results?)(?: (?:of|in) (?:those|these|such"
        r"|the|each) \w+)?"
    ),
    periods=(
        r"(?:each of\s+|every one of\s+)?(?:the\s+)?(?:(?:past|last|previous|preceding"
        r"|most recent)\s+(?:\w+[\s-]+)?(?:years?|months?|decade)(?:\s+period)?"
        r"|most recent \w+-year period)",
        r"(?:the\s+)?(?:period\s+(?:under\s+(?:review|consideration)|covered\s+by\s+the\s+report"
        r"|since\s+[^,.;()]{3,60})|reporting\s+period|review\s+period)",
        r"(?:from|between)\s+(?:\w+\s+)?(?:19|20)\d\d\s+(?:to|and|until)\s+(?:\w+\s+)?(?:(?:19|20)\d\d"
        r"|the present|date)",
        r"(?:19|20)\d\d\s*(?:to|[–—-])\s*(?:19|20)?\d\d(?!\d)",
        r"since\s+(?:\d{1,2}\s+)?(?:[A-Z]\w+\s+)?(?:19|20)\d\d",
        r"since\s+(?:its|their|the)\s+(?:[\w’'-]+\s+){0,8}?(?:establishment|adoption|report|review"
        r"|observations|force|consideration(?:\s+of\s+the\s+(?:[\w’'-]+\s+){0,5}report)?|introduction"
        r"|inception|dialogue|creation)",
        r"(?:\d{1,2}\s+\w+\s+)?(?:19|20)\d\d(?:,\s+(?:19|20)\d\d)*\s+and\s+(?:19|20)\d\d",
        r"the\s+(?:close|end|beginning)\s+of\s+each\s+year",
    ),
    plans=r"plans?|strateg(?:y|ies)|programmes?|agenda|law|act",
)
