"""What a list of issues asks for in French."""

from issues.intake.topics import Topics

FRENCH = Topics(
    preambles=(
        r"(?:(?:les?|la|des?|du|tou(?:te?s?|s)|une?|plus|davantage|éventuel(?:le)?s?)\s+|l[’']|d[’'])*"
        r"(?:(?:autres |plus amples )?(?:renseignements|informations?|précisions|détails|éclaircissements"
        r"|explications)(?: (?:détaillée?s|complémentaires|supplémentaires|actualisée?s|à jour|précis"
        r"|précises|récente?s))*"
        r" (?:sur|concernant|au sujet d(?:e|es|u)|relatifs? à|relatives? à)\s+)?"
        r"(?:(?:les?|la|tou(?:te?s?|s)|des|une?)\s+|l[’'])*"
    ),
    stops=(
        r"par|qui|que|qu[’']|dont|dans|sur|pour|à|au|aux|contre|concernant|visant|prises?|adoptées?"
        r"|menées?|faites?|\w{2,}(?:ée?s?)(?= (?:par|dans|sur|pour|à|au|aux|depuis|en|afin))"
    ),
    kinds=(
        ("information", r"\A(?:pourquoi|qui|quand|où(?! en )|dans quelle mesure)"),
        (
            "information",
            r"effets|impact|efficacité|contenu|teneur|application|méthode|raisons?|motifs?|critères"
            r"|résultats?",
        ),
        (
            "update",
            r"état d[’']avancement|où en (?:est|sont)|progrès|avancement|stade|(?:renseignements"
            r"|informations) (?:à jour|actualisée?s) (?:sur|concernant)(?! (?:le )?(?:nombre|taux"
            r"|pourcentage|données|budget))",
        ),
        (
            "update",
            r"mise à jour|(?:comment|de quelle manière)(?! combien)[^,;]{0,80}(?:progress|avanc)\w*"
            r"|calendrier|suite (?:qui a été )?donnée|ce qu[’'](?:il est advenu|est devenu\w*)",
        ),
        (
            "clarification",
            r"si|s[’'](?=ils? |elles? )|est-ce|\A[^,;?]{0,120}?\w-(?:t-)?(?:il|elle|ils|elles|on)(?= )"
            r"|éclaircissements",
        ),
        (
            "statistics",
            r"combien|nombre|pourcentages?|proportion|taux|ratio|rapport (?:hommes-femmes|entre)"
            r"|quelle (?:part|proportion)|à quelle fréquence|fréquence",
        ),
        (
            "statistics",
            r"données|statistiques?|chiffrée?s?|chiffres|budgets?|crédits|montants?|sommes?|effectifs?"
            r"|capacité|part d(?:e|es|u)",
        ),
        (
            "statistics",
            r"moyennes?|durée|occupation|arriéré|fonds|financement|financières?|financiers?"
            r"|moyens (?:humains|financiers|matériels)|dépenses|coûts?|honoraires|recensement|quotas?"
            r"|ressources|salaires?",
        ),
        (
            "examples",
            r"exemples?|(?:cas|affaires|décisions|jugements|arrêts) (?:dans (?:lesquel(?:le)?s)|où)"
            r"|jurisprudence|tout cas|éventuels cas",
        ),
        (
            "measures",
            r"mesures?|efforts|initiatives?|actions?|recours|garanties|programmes?|formations?"
            r"|dispositifs?|protection|moyens|stratégies?|politiques?|plans? d[’']action",
        ),
        (
            "measures",
            r"dispositions prises|entretien|campagnes?|réformes?|mécanismes?|réparation|réadaptation"
            r"|appui|soutien|aide|assistance|services|ce qui (?:est|a été) fait|démarches|aménagements",
        ),
        (
            "measures",
            r"comment l[’']État partie \w+-t-il|comment (?:le|la|les) \w+ \w+-t?-?(?:il|elle|ils|elles)",
        ),
        (
            "legislation",
            r"lois?|législation|législati(?:f|ve|fs|ves)|dispositions?|projets? de loi|articles?"
            r"|amendements?|règlements?|décrets?|codes?|textes?|chapitres?|exposé des motifs|constitution"
            r"|ordonnances?|arrêtés?",
        ),
        ("comment", r"commentaires|observations|allégations?|avis|réaction"),
        ("information", r"\Acomment"),
    ),
    verb_kinds=(
        ("comment", r"comment(?:er|ez)|répond(?:re|ez)|réagi(?:r|ssez)|se prononc(?:er|ez)"),
        ("update", r"mett(?:re|ez) à jour|actualis(?:er|ez)|fai(?:re|tes) le point"),
        ("examples", r"illustr(?:er|ez)|cit(?:er|ez)"),
    ),
    soft_verb_kinds=(("clarification", r"clarifi(?:er|ez)|confirm(?:er|ez)"),),
    countable=(
        r"(?:plaintes|arrestations|décès|suicides|poursuites|condamnations|peines|enquêtes|affaires"
        r"|requêtes|demandes|procès|acquittements|exécutions|expulsions|extraditions|refoulements"
        r"|incidents|agressions|sanctions|amendes|interdictions|recours|naissances|mariages|inspections)"
    ),
    breakdowns=(
        r"(?:ventilée?s?|réparti?e?s?|désagrégée?s?|classée?s?|décomposée?s?|subdivisée?s?"
        r"|différenciée?s?)(?:,? si possible,?)? (?:par|selon|en fonction d(?:e|u|es)|suivant)"
        r"|(?:ventiler|ventilez|répartir) (?:\w+ ){0,4}par|en les (?:ventilant|répartissant) par"
    ),
    by_terms=r"par|pour chaque|selon(?: l[’']| le| la)?|en indiquant|dans chaque",
    breakdown_ends=(
        r"ainsi|avec|sur|qui|dont|depuis|entre|pour|de l[’']auteur|des? (?:victimes?|auteurs?)"
        r"|et (?:indiqu|précis|donn|fourn)\w*"
    ),
    alternatives=r"ou",
    terms=(
        ("year", r"ann(?:ée|ées|uel|uelle)|an"),
        ("country of origin", r"pays d[’']origine"),
        ("nationality", r"nationalités?|citoyenneté"),
        ("ethnic origin", r"(?:origine|groupe|appartenance) ethnique|ethnies?|origine nationale"),
        ("sex", r"sexe"),
        ("gender", r"genre"),
        ("age", r"(?:tranches? d[’']|groupes? d[’']|classes? d[’'])?âges?"),
        ("cause of death", r"causes? d(?:u|e) décès"),
        ("type of offence", r"(?:types?|nature|catégories?) d(?:e l[’']|[’'])infractions?|infractions?"),
        (
            "place of detention",
            r"lieux? de (?:détention|privation de liberté)|établissements? pénitentiaires?",
        ),
        ("place", r"lieux?|établissements?|institutions?"),
        ("region", r"régions?|provinces?|cantons?|districts?|départements?|zones? géographiques?"),
        ("disability", r"handicaps?"),
        ("religion", r"religions?|confessions?"),
        ("residence", r"(?:milieu )?(?:urbain|rural)|résidence"),
        ("month", r"mois"),
        ("income", r"revenus?"),
    ),
    vague_terms=(
        r"(?:tout autre |tous les |d[’']autres )?(?:facteurs?|critères?|éléments) (?:pertinents?|utiles?)"
    ),
    consequences=r"(?:leurs?|ses|son|sa|les|l[’'])\s*(?:résultats?|issue|suites?)(?: de ces \w+| des \w+)?",
    periods=(
        r"(?:au cours d(?:es|e chacune des) |ces )?(?:\w+ )?dernières années|les (?:\w+ )?dernières années",
        r"(?:la )?période (?:considérée|à l[’']examen|visée par le rapport|examinée"
        r"|couverte par le rapport|sur laquelle porte le rapport)",
        r"(?:entre|de) (?:19|20)\d\d (?:et|à) (?:19|20)\d\d",
        r"(?:19|20)\d\d\s*[–—-]\s*(?:19|20)?\d\d(?!\d)",
        r"depuis (?:le \d{1,2}(?:er)? \w+ |\w+ )?(?:19|20)\d\d",
        r"depuis (?:son|sa|leur|l[’']|le|la)\s*(?:[\w’'-]+ ){0,5}?(?:création|adoption|entrée en vigueur"
        r"|rapport|examen|rapport périodique|dialogue)",
        r"(?:19|20)\d\d(?:, (?:19|20)\d\d)* et (?:19|20)\d\d",
    ),
    plans=r"plans?|stratégies?|programmes?",
)
