"""How a list of issues asks in English."""

from issues.intake.words import Words

ENGLISH = Words(
    abbreviations=(
        r"paras?|arts?|nos?|pp?|chaps?|sects?|subparas?|ibid|op|cit|cf|vol|annexs?|st|mr|mrs|ms|dr|prof"
        r"|e\.g|i\.e|al|ca|approx|inc|ltd|v|vs"
    ),
    polite=(
        r"(?:please|kindly|(?:be|is|are) (?:requested|invited|asked|encouraged|urged) to"
        r"|the Committee (?:also )?(?:requests|invites|asks|urges) the State party to|(?:would|could|will"
        r"|can) the State party(?: please| kindly)?|the State party (?:should|is to))"
    ),
    appeals=(
        r"(?:(?:the Committee|and|it) (?:also |further )?would (?:also |be |further )*(?:like|wish|appreciate"
        r"|welcome|grateful|glad|pleased|interested)|the Committee (?:also |further )?(?:wishes|seeks"
        r"|requests|asks for))(?: (?:also|be|appreciate|to|in|for|if|know|learn|hear|receive|receiving|have"
        r"|obtain|understand|be informed|told|of|about|on|as to))*"
        r"|it (?:would|is) (?:be )?(?:of interest|helpful|useful) to (?:know|learn|have|receive)"
        r"|(?:further |more |additional |detailed |updated )?(?:information|details|clarification|data"
        r"|statistics) (?:is|are) (?:also |further )?(?:requested|sought|invited|needed|required|desired)"
        r"(?: (?:on|about|as to|regarding|concerning|of))?"
    ),
    adverbs=(
        r"also|too|further(?:more)?|moreover|in addition|additionally|in particular|lastly|finally"
        r"|firstly|secondly|thirdly|then|likewise|similarly|in this (?:connection|regard|respect|context)"
        r"|in that (?:connection|regard|respect|context)|again|as well|besides|if possible|where possible"
        r"|if (?:so|not|any)|where (?:applicable|relevant|appropriate)|if (?:applicable|relevant"
        r"|available)|in detail|briefly|specifically|more generally|notably|especially|equally"
        r"|in so doing|at the same time|in each case|as appropriate|and|or|but"
    ),
    introductions=(
        r"with|in|further|regarding|concerning|following|taking|given|as|on|bearing|considering|having|if"
        r"|where|should|pursuant|recalling|noting|since|while|under|for|by|according|turning|referring"
        r"|after|against|apart|besides|to|in addition|notwithstanding|despite|also|additionally|moreover"
        r"|furthermore"
    ),
    reporting=(
        r"indicate|explain|describe|clarify|specify|comment|elaborate|elucidate|outline|mention|inform"
        r"|tell"
        r"|state(?! (?:part(?:y|ies)|officials?|agents?|institutions?|authorities|bodies|organs?"
        r"|security|of))"
        r"|enumerate|recount|confirm|summari[sz]e|expound|spell out|set out|set forth"
        r"|point out|say|shed light|let the Committee know|account for|expand (?:on|upon)|cite"
    ),
    telling=(
        r"provide|supply|furnish|give|list|name|report|share|submit|present|include|add|attach|enclose"
        r"|append|note|address|respond|reply|react|answer|update|assess|evaluate|identify|detail"
        r"|illustrate|disclose|discuss|send|forward|transmit|communicate|make (?:available|known)|show"
        r"|demonstrate|justify|advise|refer|quote|define|compare|estimate|disaggregate|break down|produce"
        r"|hand over|relate|trace|highlight|reveal|annex|offer|record|determine|review"
    ),
    participles=(
        r"(?:indicating|specifying|stating|explaining|clarifying|detailing|mentioning|describing"
        r"|noting whether|giving|providing|setting out|listing|naming|including (?=information|details"
        r"|data|whether|how|the number))"
    ),
    tail=(
        r"on|upon|to|about|of|out|up|with|also|too|further|as to|as well|regarding|concerning"
        r"|the Committee|it|us|in (?:more |greater |further )?detail|fully|briefly|more|clearly|precisely"
        r"|(?:the )?following|in particular|if possible|where possible|where applicable|if (?:so|any)"
        r"|specifically|in each case|known|available|more fully|likewise|forth"
    ),
    questions=(
        r"whether|how|why|what|(?:to|in|on|under|by|from|with|at|for|of|through|against|into) (?:what"
        r"|whose|how)|(?:to|by|from|with|on|under|at|for) (?:which|whom)"
    ),
    relatives=r"who|whom|which|when|where|whose",
    auxiliaries=(
        r"has|have|had|is|are|was|were|does|do|did|can|could|may|might|must|will|would|shall|should|what"
        r"|how|why|(?:to|in|on|under|by|from|for) (?:what|which)"
    ),
    conjunctions=r"and(?:/or)?",
    additions=(
        r"as well as|along with|together with|and also|in addition to|accompanied by|plus|but also"
        r"|coupled with"
    ),
    carriers=r"information|details|particulars|clarification|explanations?|answers?|description",
    tokens=(
        r"examples?|instances?|cop(?:y|ies)|texts?|updates?|lists?|reasons?|figures|results?"
        r"|budgets?|comments"
    ),
    announcements=(
        r"(?:on |about )?(?:the )?following(?: \w+)?|on|about|namely|including|inter alia|such as"
    ),
    hanging=(
        r"on|about|regarding|concerning|to|(?:on|about|regarding|concerning|in"
        r"|to) (?:\w+ )?the following(?: \w+)?"
    ),
    companions=r"with",
    inclusions=r"including|in particular",
    counted=(
        r"(?:the )?(?:total )?numbers?|(?:the )?(?:percentage|share|proportion|rate|amount)|data"
        r"|statistics"
    ),
    conditions=(
        r"also|if so|if not|in particular|where applicable|where relevant|if any|in each case"
        r"|more generally|lastly|finally|further|too|then|for each|notably"
    ),
    determiners=r"the|any|an?|its|their|his|her|all|each|every",
    heads=(
        r"numbers?|percentages?|shares?|proportions?|rates?|results?|outcomes?|impact|measures?|steps"
        r"|efforts|actions|initiatives|budgets?|resources|funds|reasons?|grounds|data|statistics|figures"
        r"|statistical|examples?|information|details|particulars|progress|effects?|sums?|amounts?|status"
        r"|timetables?|time ?frames?|deadlines?|cop(?:y|ies)|texts?|extent|manner|redress|sanctions"
        r"|penalties"
    ),
    soft_heads=(
        r"criteria|procedures?|conditions|rules|remed(?:y|ies)|compensation|safeguards|guarantees"
        r"|mechanisms?|training|programmes?|activities|plans?|strateg(?:y|ies)|polic(?:y|ies)|legislation"
        r"|laws?|provisions|investigations|prosecutions|convictions|complaints|allegations|reports"
        r"|mandate|powers|composition|arrangements|assistance|services|punishments?|cases|decisions"
        r"|recommendations|findings|frequency|circumstances|nature|length|duration|cost|expenses"
        r"|expenditure|broadcasts|difficulties|obstacles"
    ),
    adjectives=r"(?:further|any|more|specific|relevant|recent|statistical|redress|concrete|related) ",
    people=(
        r"persons?|people|women|men|children|girls|boys|minors|juveniles|officers?|officials?|judges?"
        r"|lawyers?|prosecutors?|police|prisoners?|inmates|detainees|victims?|witnesses|journalists"
        r"|defenders|doctors|staff|personnel|members?|authorit(?:y|ies)|ministr(?:y|ies)|courts?"
        r"|Government|State|Committee|Office|Rapporteur|forces|services|families|family|refugees|migrants"
        r"|workers|patients|others?|same|latter|former|like|rest|public|private|army|military|Covenant"
        r"|Convention|Protocol"
    ),
    purpose=(
        r"to(?= (?!the\b|what|which|whom|date\b)\w)|that(?! (?:was|were|is|are|has|have|had|can|may|must"
        r"|will|would|should|could|do|does|did)\b)|ensuring|aimed at|with a view to|designed to"
        r"|in order to|including|such as|particularly|notably|in particular|especially|namely|between"
    ),
    contents=r"that",
    modifiers=(
        r"of|for|to|by|from|into|against|between|among|under|towards|afforded|that|which|who|whose|whom"
        r"|they|it|he|she|(?:in|on|at|with)(?! (?:\d|January|February|March|April|May|June|July|August"
        r"|September|October|November|December))|[a-z]{2,}(?:ed|wn)|taken|given|made|paid|held|set|put"
        r"|borne|brought|sent|meted|met|said|sought|must|should|may|can|a(?= \w+ (?:must|should|may|has"
        r"|had|is|was|can))"
    ),
    prepositions=r"on|about|regarding|concerning|as to|as regards|relating to",
    no_companions=(
        r"the (?:aim|view|help|aid|participation|exception|consent|support|assistance|purpose|intention"
        r"|goal)"
    ),
)
