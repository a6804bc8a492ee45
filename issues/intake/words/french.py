"""How a list of issues asks in French."""

from issues.intake.words import Words

FRENCH = Words(
    abbreviations=(
        r"par|paras?|art|al|chap|p|pp|no|nos|n|ibid|op|cit|cf|vol|m|mm|mme|mmes|dr|st|env|éd|fig|add|corr"
        r"|rev"
    ),
    polite=(
        r"(?:veuillez|prière|merci|priere)(?: (?:aussi|également|en outre|par ailleurs))*(?: (?:de|d[’']"
        r"|bien vouloir))?|(?:le Comité|il)[^.;:?]{0,40}?(?:souhaite|souhaiterait|saurait gré|prie|invite"
        r"|demande|est demandé)(?: à)? (?:l[’'] ?)?État partie (?:de|à|d[’'])"
        r"|l[’']État partie est (?:prié|invité|tenu) (?:de|à|d[’'])|il (?:est|serait) (?:souhaitable"
        r"|demandé) (?:de|d[’'])|(?:l[’'])?État partie (?:voudra|pourrait-il|peut-il|voudrait) (?:bien )?"
    ),
    appeals=(
        r"le Comité (?:souhaite|souhaiterait|aimerait|voudrait|désire|désirerait)(?: (?:aussi|également"
        r"|savoir|connaître|recevoir|obtenir|avoir|disposer|être informé|de|des|du))*"
        r"|(?:des )?(?:renseignements|informations|précisions) (?:sont|seraient) (?:demandé|souhait"
        r"|attendu)(?:é|e)*s(?: (?:sur|concernant))?"
    ),
    adverbs=(
        r"aussi|également|en outre|de plus|par ailleurs|en particulier|notamment|enfin|ensuite"
        r"|d[’']autre part|d[’']une part|à cet égard|à ce (?:sujet|propos)|dans ce contexte"
        r"|le cas échéant|si possible|dans l[’']affirmative|dans la négative|si (?:oui|non"
        r"|tel est le cas)|en détail|brièvement|plus (?:précisément|généralement)|bien|vouloir|de|d[’']"
        r"|et|ou|mais|enfin|pour chacun(?:e)?|de même|dans chaque cas|s[’']il y a lieu|de surcroît"
        r"|s[’']il vous plaît|en outre"
    ),
    introductions=(
        r"compte tenu|eu égard|en ce qui concerne|concernant|s[’']agissant|au sujet|à propos|à la lumière"
        r"|étant donné|en référence|par référence|se référant|comme suite|suite|dans|en|sur|selon|pour|au"
        r"|aux|à|vu|outre|si|afin|depuis|malgré|notant|sachant|considérant|rappelant|relativement|quant"
        r"|d[’']après|conformément|après|par|de plus|également|enfin|étant|tenant|prenant|ayant"
    ),
    reporting=(
        r"(?:indiqu|expliqu|comment|précis|exprim|mentionn|explicit|clarifi|confirm|signal|énumér|inform"
        r"|détaill|renseign|rappel|nomm|cit|relat)(?:er|ez)|(?:décri|di)(?:re|vez|tes)|fai(?:re"
        r"|tes) (?:savoir|connaître|état|part|le point|parvenir)|expos(?:er|ez)|rend(?:re|ez) compte"
        r"|apport(?:er|ez) des|donn(?:er|ez) (?:des|une|un|les|le|la|son|toute?s?|davantage|plus|en|au)"
        r"|fourni(?:r|ssez) (?:des|une|un|les|le|la|l[’']|toute?s?|en)"
    ),
    telling=(
        r"(?:donn|communiqu|présent|ajout|list|évalu|recens|dress|transmet(?:tre|tez)?|envoy|port|compar"
        r"|justifi|motiv|énonc|répercut|illustr|analys|estim|démontr|montr|spécifi|actualis|not)(?:er"
        r"|ez)?|fourni(?:r|ssez)|répond(?:re|ez)|réagi(?:r|ssez)|join(?:dre|ez)|inclu(?:re|ez)|mett(?:re"
        r"|ez) à jour|transmett(?:re|ez)|soumett(?:re|ez)|remett(?:re|ez)|établi(?:r|ssez)|produi(?:re"
        r"|sez)|rapport(?:er|ez)|adress(?:er|ez)|se prononc(?:er|ez)|défini(?:r|ssez)"
    ),
    participles=(
        r"en (?:indiquant|précisant|expliquant|mentionnant|décrivant|exposant|signalant|détaillant"
        r"|donnant|spécifiant|fournissant|disant|énumérant|citant|y joignant|joignant)"
        r"|y compris (?=le nombre|des (?:données|renseignements))"
    ),
    tail=(
        r"aussi|également|en outre|au Comité|le Comité|à|de|d[’']|du|des|sur|en détail"
        r"|de manière détaillée|brièvement|notamment|en particulier|si possible|le cas échéant|au sujet"
        r"|plus précisément|quant|compte|savoir|connaître|état|part|par ailleurs|clairement|ce qui suit"
        r"|plus avant|davantage|bien"
    ),
    questions=(
        r"si|s[’'](?=ils? |elles? )|comment|pourquoi|combien|quels?|quelles?|ce qu(?:i|e|[’'])|lesquels"
        r"|lesquelles|(?:dans|à|en|sur|par|pour|selon|avec|de|sous|vers|contre"
        r"|d[’']après) (?:quel(?:le)?s?|quoi|combien)|en quoi|à qui|par qui|est-ce|(?:depuis"
        r"|jusqu[’']à) quand"
    ),
    relatives=r"qui|quand|où|que|dont|lequel|laquelle",
    auxiliaries=(
        r"comment|pourquoi|combien|quels?|quelles?|qu[’']|est-ce|existe-t-il|y a-t-il|dans quel(?:le)?"
        r"|a-t-il|a-t-on"
    ),
    conjunctions=r"et(?:/ou)?",
    additions=(
        r"ainsi que?|ainsi qu[’']|de même que?|de même qu[’']|tout comme|en plus de|mais aussi"
        r"|accompagnée?s? de"
    ),
    carriers=r"renseignements|informations?|précisions|détails|éclaircissements|explications",
    tokens=r"exemples?|copies?|textes?|listes?|raisons?|motifs?|chiffres|résultats?|commentaires",
    announcements=(
        r"(?:sur )?(?:les|la) (?:points?|questions?|éléments?|aspects?|mesures?|choses) (?:ci-après"
        r"|suivants?|suivantes?)|ce qui suit|ci-après|suivants?|suivantes?|sur|concernant|à savoir"
        r"|notamment|y compris|tels? que|telles? que"
    ),
    hanging=(
        r"sur|concernant|pour|visant à|en vue de|tendant à|destinées à|afin de|(?:sur|concernant) (?:les"
        r"|la) \w+ (?:ci-après|suivants?|suivantes?)"
    ),
    companions=r"avec",
    inclusions=r"y compris|notamment|dont",
    counted=(
        r"(?:le )?nombre|(?:la )?(?:proportion|part)|le pourcentage|(?:des )?données"
        r"|(?:des )?statistiques|sur le nombre"
    ),
    conditions=(
        r"aussi|également|dans l[’']affirmative|si oui|le cas échéant|en particulier|notamment"
        r"|dans la négative|enfin|sur|de|d[’']|à|dans ce cas|si tel est le cas"
    ),
    determiners=(
        r"les|le|la|l[’'](?=\w)|leurs?|ses|son|sa|tout|toute|tous|toutes|un|une|d[’']éventuel(?:le)?s"
        r"|chaque|des(?= (?:mesures|données|renseignements|informations|exemples|statistiques|précisions"
        r"|détails))"
    ),
    heads=(
        r"nombre|pourcentage|proportion|taux|résultats?|effets?|impact|mesures?|initiatives?|budget"
        r"|ressources|moyens|raisons?|motifs?|données|statistiques|chiffres|exemples?|informations?"
        r"|renseignements|précisions|détails|progrès|montants?|sommes?|état d[’']avancement|calendrier"
        r"|délais?|copies?|texte|sanctions|peines|réparations?|efforts|dispositions prises|actions|issue"
        r"|suites?"
    ),
    soft_heads=(
        r"critères|procédures?|conditions|règles|recours|indemnisations?|indemnités|garanties|mécanismes?"
        r"|formations?|programmes?|activités|plans?|stratégies?|politiques?|législation|lois?"
        r"|dispositions|enquêtes|poursuites|condamnations|plaintes|allégations|mandat|pouvoirs"
        r"|attributions|composition|modalités|assistance|services|affaires|décisions|recommandations"
        r"|conclusions|fréquence|circonstances|nature|durée|coûts?|dépenses|difficultés|obstacles"
        r"|protection|soutien"
    ),
    adjectives=r"(?:autres |nouvelles |éventuelles )",
    people=(
        r"personnes|femmes|hommes|enfants|filles|garçons|mineurs|agents?|fonctionnaires|juges|magistrats"
        r"|avocats|procureurs?|police|policiers|détenus|prisonniers|victimes?|témoins|journalistes"
        r"|défenseurs|médecins|personnel|membres?|autorités?|ministères?|tribunaux|Gouvernement|État"
        r"|Comité|Rapporteure?|forces|services|familles?|réfugiés|migrants|travailleurs|patients|autres"
        r"|gendarmes|gendarmerie|armée|Convention|Pacte|Protocole"
    ),
    purpose=(
        r"pour(?= (?:\w+er|\w+ir|\w+re|que|l[’']|les|la|le|y|en|ne|s[’']|se|mieux)\b)|afin|en vue|visant"
        r"|tendant|destinée?s? à|de manière à|de façon à|que(?! (?:l[’']État|le Comité|la loi))|qu[’']"
        r"|y compris|notamment|telles? que|tels? que|en particulier|entre|consistant"
    ),
    contents=r"que|qu[’']",
    modifiers=(
        r"de|du|des|d[’']|à|au|aux|par|pour|contre|envers|entre|sur|sous|en|dans|concernant|relatif"
        r"|relative|relatifs|relatives|qui|que|qu[’']|dont|auxquel(?:le)?s|\w{2,}(?:ée?s?|ises?|is"
        r"|uite?s?|ues?|us|ertes?|erts?)"
    ),
    prepositions=(
        r"sur|concernant|au sujet d(?:e|es|u)|au sujet d[’']|relatifs? à|relatives? à|s[’']agissant d(?:e"
        r"|es|u)"
    ),
    no_companions=(
        r"(?:l[’'])?(?:aide|appui|accord|consentement|participation|intention|concours|objectif|exception"
        r"|soutien)"
    ),
)
