"""Words beside a figure that do not change what it counts, in the five languages: “were registered in”."""

import re

NEUTRAL = re.compile(
    r"(?:a|an|the|of|in|on|at|by|for|to|from|with|and|or|as|that|this|these|those|there|was|were|is|are|has|have"
    r"|had|been|be|it|its|during|over|since|year|years|period|total|totals|totall?ed|number|numbers|altogether"
    r"|some|about|only|registered|recorded|received|lodged|filed|submitted|reported|amounted|made|up|came"
    r"|respectively|also|all|data|according|figures?|statistics|table|per|cent|percent"
    r"|в|во|на|по|из|с|со|о|об|за|для|и|или|что|это|был[оаи]?|есть|год|году|года|годы|годов|гг|г|лет|период"
    r"|всего|итого|общее|число|числа|количество|количества|составил[оаи]?|составляет|зарегистрирован[оаы]?"
    r"|зарегистрированных|поступил[оаи]?|получено|подано|учтено|отмечено|выявлено|около|также|данные|данным"
    r"|статистика|таблица|процент\w*"
    r"|le|la|les|un|une|des|du|de|en|au|aux|et|ou|a|à|ont|été|était|sont|est|année|années|total|nombre|cours"
    r"|enregistrée?s?|reçue?s?|déposée?s?|pour|environ|sur|par|données|tableau"
    r"|el|los|las|una|unos|del|y|o|fue|fueron|se|han|sido|año|años|durante|número|registr\w+|recibid[oa]s?"
    r"|presentad[oa]s?|datos|cuadro|por|ciento|con"
    r"|және|мен|жылы|жыл|барлығы|саны|тіркелді|тіркелген|түсті|болды)"
)
