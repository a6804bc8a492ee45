"""How a list of issues asks in Spanish."""

from issues.intake.words import Words

SPANISH = Words(
    abbreviations=(
        r"párrs?|parrs?|arts?|núms?|nums?|n|p|pp|pág|págs|cap|caps|apdos?|ibíd|ibid|op|cit|cf|vol|sr|sra"
        r"|sres|dr|dra|ed|add|corr|rev|ee|uu"
    ),
    polite=(
        r"sírva(?:se|nse)|sirva(?:se|nse)|se ruega(?: al Estado [Pp]arte)?(?: que)?|(?:le "
        r"|les )?rogamos(?: que)?|por favor|tengan? a bien|(?:se )?(?:solicita|pide|invita"
        r"|agradecería) al Estado parte(?: que| a)?|agradeceríamos(?: que)?"
        r"|el Comité [^.;:?]{0,20}?(?:agradecería|solicita|pide|ruega|invita"
        r"|desearía)[^.;:?]{0,20}? (?:al )?Estado parte (?:que|a)|(?:el )?Estado parte (?:debería|podría"
        r"|deberá)|podría(?:n)? (?:el Estado parte )?"
    ),
    appeals=(
        r"(?:al Comité le |el Comité )(?:gustaría|desearía|desea|quisiera|agradecería"
        r"|interesaría)(?: (?:también|además|saber|conocer|recibir|obtener|disponer|tener|ser informado"
        r"|que se le informara|de|sobre|acerca))*|se (?:solicita|pide|requiere|necesita"
        r"|agradecería)n? (?:más |también )?(?=información|datos|detalles|aclaraciones|estadísticas)"
    ),
    adverbs=(
        r"también|asimismo|además|igualmente|por otra parte|por otro lado|en particular|por último"
        r"|finalmente|a este respecto|al respecto|en este (?:contexto|sentido)|en relación con ello"
        r"|si (?:procede|es posible|fuera posible|los? hubiera)|en su caso|de ser así"
        r"|en caso (?:afirmativo|negativo)|de no ser así|en detalle|brevemente|concretamente"
        r"|más (?:concretamente|en general)|y|e|o|pero|sobre todo|de ser posible|de igual modo"
        r"|en cada caso|a su vez|luego|tanto"
    ),
    introductions=(
        r"en|con|a|al|de|del|según|conforme|respecto|habida|teniendo|tomando|considerando|por|para|desde"
        r"|tras|sobre|dado|dada|visto|vista|además|también|asimismo|si|ante|pese|recordando|observando"
        r"|a la luz|por lo que|como|atendiendo"
    ),
    reporting=(
        r"(?:indi(?:car|quen?)|expli(?:car|quen?)|aclar(?:ar|en?)|precis(?:ar|en?)|especifi(?:car|quen?)"
        r"|mencion(?:ar|en?)|coment(?:ar|en?)|detall(?:ar|en?)|señal(?:ar|en?)|describ(?:ir|an?)"
        r"|inform(?:ar|en?)|enumer(?:ar|en?)|confirm(?:ar|en?)|exp(?:oner|ongan?)|de(?:cir)|dig(?:a|an)"
        r"|explicit(?:ar|en?)|relat(?:ar|en?)|dar? cuenta|den cuenta|dé cuenta|dar a conocer"
        r"|puntuali(?:zar|cen?)|cit(?:ar|en?)|nombr(?:ar|en?)|dilucid(?:ar|en?))(?:se|nse|n?os|le|les)?"
        r"|(?:indíqu|explíqu|aclár|precís|especifíqu|menciónu?|detáll|señál|infórm|enumér|confírm|expóng"
        r"|descríb)(?:e|a)n?se|hagan? saber"
    ),
    telling=(
        r"(?:proporcion(?:ar|en?)|facilit(?:ar|en?)|suministr(?:ar|en?)|present(?:ar|en?)|aport(?:ar|en?)"
        r"|ofre(?:cer|zcan?)|inclu(?:ir|yan?)|remit(?:ir|an?)|adjunt(?:ar|en?)|envi(?:ar|en?)"
        r"|transmit(?:ir|an?)|respond(?:er|an?)|añad(?:ir|an?)|reaccion(?:ar|en?)|evalu(?:ar|en?)"
        r"|identifi(?:car|quen?)|list(?:ar|en?)|comuni(?:car|quen?)|comp(?:artir|artan?)|agreg(?:ar|uen?)"
        r"|actuali(?:zar|cen?)|acompañ(?:ar|en?)|justifi(?:car|quen?)|ilustr(?:ar|en?)|defin(?:ir|an?)"
        r"|desglos(?:ar|en?)|analiz(?:ar|en?)|estim(?:ar|en?)|demostrar|demuestren?|entreg(?:ar|uen?)"
        r"|consign(?:ar|en?)|dar|den?|dé)(?:se|nse)?|(?:proporción|facilít|suminístr|presént|apórt|remít"
        r"|adjúnt|inclúy|respónd|comuníqu|ofrézc|envíe|añád)(?:e|a)?n?se"
    ),
    participles=(
        r"indicando|especificando|precisando|señalando|explicando|aclarando|detallando|mencionando"
        r"|describiendo|adjuntando|proporcionando|facilitando|enumerando|con indicación de"
        r"|incluid[oa]s? (?=el número|los datos|información)"
    ),
    tail=(
        r"también|asimismo|además|al Comité|a|sobre|de|acerca de|en detalle|detalladamente|brevemente"
        r"|en particular|si procede|de ser posible|igualmente|con detalle|con claridad|lo siguiente|del"
        r"|más|cuenta|concretamente|en cada caso|por separado"
    ),
    questions=(
        r"si|cómo|qué|cuál(?:es)?|cuánt[oa]s?|por qué|cuándo|dónde|quién(?:es)?|lo que|(?:en|de|a|con|por"
        r"|para|bajo|sobre|hasta|desde|ante|contra|mediante) (?:qué|cuál(?:es)?|cuánt[oa]s?|quién(?:es)?"
        r"|dónde)"
    ),
    relatives=r"que|quien(?:es)?|donde|cuando|cuy[oa]s?",
    auxiliaries=(
        r"cómo|qué|cuál(?:es)?|cuánt[oa]s?|por qué|cuándo|dónde|quién(?:es)?|ha|han|es|son|está|están"
        r"|existen?|hay|se|puede[n]?|tienen?|(?:en|de|a|con|por|bajo) (?:qué|cuál(?:es)?)"
    ),
    conjunctions=r"y/o|y|e",
    additions=(
        r"así como|además de|junto con|al igual que|acompañad[oa]s? de|lo mismo que|amén de|y también"
    ),
    carriers=r"información|informaciones|detalles|precisiones|aclaraciones|explicaciones",
    tokens=r"ejemplos?|copias?|textos?|listas?|razones|motivos|cifras|resultados?|comentarios",
    announcements=(
        r"(?:sobre )?(?:lo siguiente|los siguientes (?:\w+)|las siguientes (?:\w+)|los \w+ siguientes"
        r"|las \w+ siguientes)|a saber|sobre|acerca de|en particular|como|tales como|entre otras cosas"
        r"|incluidos?|incluidas?|en especial"
    ),
    hanging=(
        r"sobre|acerca de|para|a fin de|con miras a|destinadas a|(?:sobre|acerca de|en) (?:lo siguiente"
        r"|los siguientes \w+|las siguientes \w+)"
    ),
    companions=r"con",
    inclusions=r"incluid[oa]s?|entre (?:ellos|ellas|otros)|en particular",
    counted=r"el número|la proporción|el porcentaje|los? datos|la tasa|si|cuántos",
    conditions=(
        r"también|además|en caso afirmativo|de ser así|en su caso|en particular|en caso negativo"
        r"|por último|asimismo|sobre|de|a"
    ),
    determiners=r"el|la|los|las|sus?|tod[oa]s?|cada|un|una|cualesquiera|cualquier|toda|todo|lo",
    heads=(
        r"número|porcentajes?|proporción|tasas?|resultados?|efectos?|impacto|repercusiones|medidas"
        r"|iniciativas|presupuestos?|recursos|fondos|razones|motivos|datos|estadísticas|cifras|ejemplos?"
        r"|información|informaciones|detalles|precisiones|progresos|avances|cuantía|sumas|cantidad(?:es)?"
        r"|estado|calendario|plazos?|copias?|textos?|sanciones|penas|actividades|esfuerzos|gestiones"
        r"|acciones|pasos"
    ),
    soft_heads=(
        r"criterios|procedimientos?|condiciones|normas|recursos|indemnizaci(?:ón|ones)|garantías"
        r"|salvaguardias|mecanismos?|formación|capacitación|programas?|planes?|estrategias?|políticas?"
        r"|legislación|ley(?:es)?|disposiciones|investigaciones|enjuiciamientos|condenas|denuncias|quejas"
        r"|mandato|facultades|atribuciones|composición|modalidades|asistencia|servicios|casos|decisiones"
        r"|recomendaciones|conclusiones|frecuencia|circunstancias|duración|costos?|gastos|dificultades"
        r"|obstáculos|protección|reparación|apoyo"
    ),
    adjectives=r"(?:otras |nuevas |posibles |demás )",
    people=(
        r"personas|mujeres|hombres|niñ[oa]s|menores|agentes|funcionari[oa]s|jueces|magistrados|abogados"
        r"|fiscales|policías?|reclus[oa]s|detenid[oa]s|pres[oa]s|víctimas?|testigos|periodistas"
        r"|defensor[ae]s|médicos|personal|miembros|autoridad(?:es)?|ministerios?|tribunales|Gobierno"
        r"|Estado|Comité|Relator[a]?|fuerzas|familias?|familiares|refugiad[oa]s|migrantes|trabajador[ae]s"
        r"|pacientes|demás|gendarmes|ejército|Convención|Pacto|Protocolo"
    ),
    purpose=(
        r"para(?= (?:\w+(?:ar|er|ir)(?:se|l[oae]s?)?|que)\b)|a fin de|con miras a|con el fin de"
        r"|destinad[oa]s? a|encaminad[oa]s? a|tendentes? a|dirigid[oa]s? a|de modo que|de manera que"
        r"|(?<!l[ao]s\x20)(?<!l[ao]\x20)(?<!el\x20)que(?= (?:los?|las?|el|no|se|tod[oa]s?) )"
        r"|incluid[oa]s?|en particular|tales como|especialmente|entre|como(?= (?:el|la|los|las) )"
    ),
    contents=r"que",
    modifiers=(
        r"de|del|a|al|por|para|contra|entre|sobre|bajo|en|con|que|cuy[oa]s?|relativ[oa]s? a|ante|hacia"
        r"|\w{2,}(?:ad|id)[oa]s?|hech[oa]s?|impuest[oa]s?|previst[oa]s?|abiert[oa]s?|puest[oa]s?"
    ),
    prepositions=(
        r"sobre|acerca de|acerca del|con respecto a|respecto de|en relación con|relativ[oa]s? a"
        r"|referentes? a|relacionad[oa]s? con"
    ),
    no_companions=(
        r"(?:el |la )?(?:fin|objetivo|apoyo|ayuda|consentimiento|participación|miras|excepción|finalidad"
        r"|asistencia|intención)"
    ),
)
