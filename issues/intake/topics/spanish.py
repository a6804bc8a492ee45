"""What a list of issues asks for in Spanish."""

from issues.intake.topics import Topics

SPANISH = Topics(
    preambles=(
        r"(?:(?:la|el|los|las|toda?s?|un|una|más|cualquier)\s+)*(?:(?:información|informaciones"
        r"|datos(?= (?:sobre|acerca))|detalles|precisiones|aclaraciones|explicaciones)(?: (?:detallad"
        r"|actualizad|complementari|adicional|precis|específic|concret|reciente|pormenorizad)(?:as?|os?"
        r"|es|s)?)*(?: (?:y|e) (?:detallad|actualizad|precis)(?:as?|os?))? (?:sobre|acerca de|acerca del"
        r"|relativ[oa]s? a|relacionad[oa]s? con|en relación con|con respecto a|respecto de)\s+)?(?:(?:la"
        r"|el|los|las|toda?s?|un|una|cualquier|cualesquiera)\s+)*"
    ),
    stops=(
        r"por|que|cuy[oa]s?|en|para|a|al|contra|sobre|con|destinad[oa]s?|adoptad[oa]s?|tomad[oa]s?"
        r"|hech[oa]s?|formulad[oa]s?|\w{2,}(?:ad|id)[oa]s?(?= (?:por|en|para|a|al|contra|desde|con"
        r"|durante))"
    ),
    kinds=(
        ("information", r"\A(?:por qué|quién(?:es)?|cuándo|dónde|en qué medida|hasta qué punto)"),
        (
            "information",
            r"repercusiones|impacto|efectos|eficacia|contenido|aplicación|metodología|razones|motivos"
            r"|criterios|resultados?",
        ),
        (
            "update",
            r"estado (?:actual )?de(?:l| la| los| las)? (?:tramitación|proyecto|proceso|reforma)\w*"
            r"|estado actual|en qué (?:estado|fase|etapa)|progresos?|avances?"
            r"|\A(?:más )?información actualizada (?:sobre|acerca de)(?! (?:el )?(?:número|porcentaje"
            r"|datos|presupuesto))",
        ),
        (
            "update",
            r"¿?cómo (?:avanza|progresa|marcha|evoluciona)|qué (?:ha sido|fue) de|situación de(?:l"
            r"| la) (?:proyecto|ley)|calendario",
        ),
        (
            "clarification",
            r"si|aclaraci(?:ón|ones)|\A¿?\s*(?:ha|han|es|son|está|están|existen?|hay|se ha|se han"
            r"|puede[n]?|tienen?|se|fue|fueron)",
        ),
        (
            "statistics",
            r"cuánt[oa]s?|número|porcentajes?|proporción|tasas?|razón entre|qué (?:porcentaje|proporción"
            r"|parte|cantidad)|frecuencia",
        ),
        (
            "statistics",
            r"datos|estadístic[oa]s?|cifras|presupuestos?|presupuestari[oa]s?|créditos|cuantía|importes?"
            r"|sumas|montos?|plantilla|capacidad",
        ),
        (
            "statistics",
            r"promedios?|media|duración|ocupación|fondos|financiación|financier[oa]s|gastos|costos?"
            r"|honorarios|censo|cuotas|salarios|recursos (?:humanos|financieros|materiales)|cantidad"
            r"|dotación",
        ),
        (
            "examples",
            r"ejemplos?|(?:casos?|asuntos|sentencias|decisiones|fallos) en (?:los |las |el |la )?que"
            r"|casos concretos|jurisprudencia|algún caso|cualquier caso|todo caso",
        ),
        (
            "measures",
            r"medidas|esfuerzos|iniciativas|acciones|recursos|garantías|salvaguardias|programas?"
            r"|formación|capacitación|mecanismos?|protección|medios",
        ),
        (
            "measures",
            r"estrategias?|políticas?|planes? de acción|mantenimiento|campañas?|reformas?|reparación"
            r"|rehabilitación|apoyo|asistencia|servicios|pasos|gestiones|disposiciones adoptadas"
            r"|qué se (?:ha hecho|hace)|arreglos",
        ),
        ("measures", r"¿?cómo \w+ el Estado parte"),
        (
            "legislation",
            r"ley(?:es)?|legislación|legislativ[oa]s?|disposici(?:ón|ones)|proyectos? de ley|artículos?"
            r"|enmiendas?|reglamentos?|decretos?|códigos?|textos?|capítulos?|exposición de motivos"
            r"|constitución|ordenanzas?|normativa",
        ),
        ("comment", r"comentarios|observaciones|denuncias|alegaciones|opinión|reacción"),
        ("information", r"\A¿?cómo"),
    ),
    verb_kinds=(
        ("comment", r"coment(?:ar|en?|ense|ese)|respond(?:er|an?)|reaccion(?:ar|en?)|coméntese"),
        ("update", r"actuali(?:zar|cen?)"),
        ("examples", r"ilustr(?:ar|en?)|cit(?:ar|en?)"),
    ),
    soft_verb_kinds=(("clarification", r"aclar(?:ar|en?)|aclárese|confirm(?:ar|en?)|confírmese"),),
    countable=(
        r"(?:denuncias|quejas|detenciones|muertes|fallecimientos|suicidios|enjuiciamientos|condenas|penas"
        r"|investigaciones|casos|solicitudes|demandas|juicios|absoluciones|ejecuciones|expulsiones"
        r"|extradiciones|devoluciones|incidentes|agresiones|sanciones|multas|prohibiciones|matrimonios"
        r"|nacimientos|inspecciones|procesos)"
    ),
    breakdowns=(
        r"(?:desglosad|desagregad|clasificad|distribuid|ordenad|dividid|agrupad)[oa]s?(?:,? (?:de ser"
        r"|si es) posible,?)? (?:por|según|en función de)|desglos(?:ar|en?|ense|ando) (?:\w+ ){0,4}por"
    ),
    by_terms=r"por|según(?: el| la)?|por cada|en cada|para cada|con indicación de(?:l)?",
    breakdown_ends=r"así|con|sobre|que|desde|entre|para|de las? víctimas?|del autor|de los autores|en",
    alternatives=r"o|u",
    terms=(
        ("year", r"año(?:s)?|anual(?:mente|es)?"),
        ("country of origin", r"pa(?:ís|íses) de origen"),
        ("nationality", r"nacionalidad(?:es)?|ciudadanía"),
        ("ethnic origin", r"(?:origen|grupo|pertenencia) étnic[oa]|etnia|origen nacional"),
        ("sex", r"sexo"),
        ("gender", r"género"),
        ("age", r"edad(?:es)?|grupos? de edad"),
        ("cause of death", r"causas? de (?:la )?muerte"),
        ("type of offence", r"(?:tipos?|clases?) de delitos?|delitos?"),
        (
            "place of detention",
            r"(?:lugar(?:es)?|centros?) de (?:detención|reclusión|privación de libertad)",
        ),
        ("place", r"lugar(?:es)?|centros?|instituci(?:ón|ones)|establecimientos?"),
        (
            "region",
            r"regi(?:ón|ones)|provincias?|cantones|cantón|distritos?|departamentos?|zonas? geográficas?"
            r"|ubicación geográfica",
        ),
        ("disability", r"discapacidad(?:es)?"),
        ("religion", r"religi(?:ón|ones)|confesi(?:ón|ones)"),
        ("residence", r"(?:zona |medio )?(?:urban[oa]|rural)|residencia"),
        ("month", r"mes(?:es)?"),
        ("income", r"ingresos"),
    ),
    vague_terms=r"(?:otros |demás )?(?:factores|criterios|elementos) pertinentes",
    consequences=r"(?:sus|su|los|el)\s+resultados?(?: de (?:es[ao]s|dich[ao]s|estas|l[ao]s) \w+)?",
    periods=(
        r"(?:en |durante )?(?:los|cada uno de los) (?:últimos|pasados) (?:\w+ )?(?:años|meses)"
        r"|el último (?:decenio|quinquenio|año)",
        r"(?:el )?per[íi]odo (?:examinado|sobre el que se informa|que abarca el informe|objeto de examen"
        r"|de que se trata|en examen|que se examina|considerado|abarcado por el informe)",
        r"(?:entre|de|desde) (?:19|20)\d\d (?:y|a|hasta) (?:19|20)\d\d",
        r"(?:19|20)\d\d\s*(?:a|[–—-])\s*(?:19|20)?\d\d(?!\d)",
        r"desde (?:el \d{1,2} de \w+ de |\w+ de )?(?:19|20)\d\d",
        r"desde (?:su|la|el) (?:[\w’'-]+ ){0,5}?(?:creación|aprobación|adopción|entrada en vigor|informe"
        r"|examen|establecimiento|diálogo)",
        r"(?:19|20)\d\d(?:, (?:19|20)\d\d)* y (?:19|20)\d\d",
    ),
    plans=r"plan(?:es)?|estrategias?|programas?",
)
