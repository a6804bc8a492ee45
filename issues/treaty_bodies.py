"""The nine treaty bodies that ask for replies to a list of issues, as they are named in four languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TreatyBody:
    """A committee; the mappings go from a language code (en, fr, ru, es) to the official wording.

    `symbol_prefix` begins the symbols of its documents ("E/C.12" in E/C.12/KAZ/Q/2); `reporting`
    says under which provision of the treaty States parties submit their reports.
    """

    code: str
    symbol_prefix: str
    committee: Mapping[str, str]
    convention: Mapping[str, str]
    reporting: Mapping[str, str]


def _convention(article: str) -> Mapping[str, str]:
    return {
        "en": f"under article {article} of the Convention",
        "fr": f"en application de l’article {article} de la Convention",
        "ru": f"согласно статье {article} Конвенции",
        "es": f"en virtud del artículo {article} de la Convención",
    }


TREATY_BODIES: Mapping[str, TreatyBody] = {
    body.code: body
    for body in (
        TreatyBody(
            "CAT",
            "CAT/C",
            {
                "en": "Committee against Torture",
                "fr": "Comité contre la torture",
                "ru": "Комитет против пыток",
                "es": "Comité contra la Tortura",
            },
            {
                "en": "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or"
                " Punishment",
                "fr": "Convention contre la torture et autres peines ou traitements cruels, inhumains ou"
                " dégradants",
                "ru": "Конвенция против пыток и других жестоких, бесчеловечных или унижающих достоинство"
                " видов обращения и наказания",
                "es": "Convención contra la Tortura y Otros Tratos o Penas Crueles, Inhumanos o Degradantes",
            },
            _convention("19"),
        ),
        TreatyBody(
            "CCPR",
            "CCPR/C",
            {
                "en": "Human Rights Committee",
                "fr": "Comité des droits de l’homme",
                "ru": "Комитет по правам человека",
                "es": "Comité de Derechos Humanos",
            },
            {
                "en": "International Covenant on Civil and Political Rights",
                "fr": "Pacte international relatif aux droits civils et politiques",
                "ru": "Международный пакт о гражданских и политических правах",
                "es": "Pacto Internacional de Derechos Civiles y Políticos",
            },
            {
                "en": "under article 40 of the Covenant",
                "fr": "en application de l’article 40 du Pacte",
                "ru": "согласно статье 40 Пакта",
                "es": "en virtud del artículo 40 del Pacto",
            },
        ),
        TreatyBody(
            "CESCR",
            "E/C.12",
            {
                "en": "Committee on Economic, Social and Cultural Rights",
                "fr": "Comité des droits économiques, sociaux et culturels",
                "ru": "Комитет по экономическим, социальным и культурным правам",
                "es": "Comité de Derechos Económicos, Sociales y Culturales",
            },
            {
                "en": "International Covenant on Economic, Social and Cultural Rights",
                "fr": "Pacte international relatif aux droits économiques, sociaux et culturels",
                "ru": "Международный пакт об экономических, социальных и культурных правах",
                "es": "Pacto Internacional de Derechos Económicos, Sociales y Culturales",
            },
            {
                "en": "under articles 16 and 17 of the Covenant",
                "fr": "en application des articles 16 et 17 du Pacte",
                "ru": "согласно статьям 16 и 17 Пакта",
                "es": "en virtud de los artículos 16 y 17 del Pacto",
            },
        ),
        TreatyBody(
            "CEDAW",
            "CEDAW/C",
            {
                "en": "Committee on the Elimination of Discrimination against Women",
                "fr": "Comité pour l’élimination de la discrimination à l’égard des femmes",
                "ru": "Комитет по ликвидации дискриминации в отношении женщин",
                "es": "Comité para la Eliminación de la Discriminación contra la Mujer",
            },
            {
                "en": "Convention on the Elimination of All Forms of Discrimination against Women",
                "fr": "Convention sur l’élimination de toutes les formes de discrimination à l’égard des"
                " femmes",
                "ru": "Конвенция о ликвидации всех форм дискриминации в отношении женщин",
                "es": "Convención sobre la Eliminación de Todas las Formas de Discriminación contra la Mujer",
            },
            _convention("18"),
        ),
        TreatyBody(
            "CRC",
            "CRC/C",
            {
                "en": "Committee on the Rights of the Child",
                "fr": "Comité des droits de l’enfant",
                "ru": "Комитет по правам ребенка",
                "es": "Comité de los Derechos del Niño",
            },
            {
                "en": "Convention on the Rights of the Child",
                "fr": "Convention relative aux droits de l’enfant",
                "ru": "Конвенция о правах ребенка",
                "es": "Convención sobre los Derechos del Niño",
            },
            _convention("44"),
        ),
        TreatyBody(
            "CRPD",
            "CRPD/C",
            {
                "en": "Committee on the Rights of Persons with Disabilities",
                "fr": "Comité des droits des personnes handicapées",
                "ru": "Комитет по правам инвалидов",
                "es": "Comité sobre los Derechos de las Personas con Discapacidad",
            },
            {
                "en": "Convention on the Rights of Persons with Disabilities",
                "fr": "Convention relative aux droits des personnes handicapées",
                "ru": "Конвенция о правах инвалидов",
                "es": "Convención sobre los Derechos de las Personas con Discapacidad",
            },
            _convention("35"),
        ),
        TreatyBody(
            "CERD",
            "CERD/C",
            {
                "en": "Committee on the Elimination of Racial Discrimination",
                "fr": "Comité pour l’élimination de la discrimination raciale",
                "ru": "Комитет по ликвидации расовой дискриминации",
                "es": "Comité para la Eliminación de la Discriminación Racial",
            },
            {
                "en": "International Convention on the Elimination of All Forms of Racial Discrimination",
                "fr": "Convention internationale sur l’élimination de toutes les formes de discrimination"
                " raciale",
                "ru": "Международная конвенция о ликвидации всех форм расовой дискриминации",
                "es": "Convención Internacional sobre la Eliminación de Todas las Formas de Discriminación"
                " Racial",
            },
            _convention("9"),
        ),
        TreatyBody(
            "CMW",
            "CMW/C",
            {
                "en": "Committee on the Protection of the Rights of All Migrant Workers"
                " and Members of Their Families",
                "fr": "Comité pour la protection des droits de tous les travailleurs migrants"
                " et des membres de leur famille",
                "ru": "Комитет по защите прав всех трудящихся-мигрантов и членов их семей",
                "es": "Comité de Protección de los Derechos de Todos los Trabajadores Migratorios y de Sus"
                " Familiares",
            },
            {
                "en": "International Convention on the Protection of the Rights of All Migrant Workers"
                " and Members of Their Families",
                "fr": "Convention internationale sur la protection des droits de tous les travailleurs"
                " migrants"
                " et des membres de leur famille",
                "ru": "Международная конвенция о защите прав всех трудящихся-мигрантов и членов их семей",
                "es": "Convención Internacional sobre la Protección de los Derechos de Todos los Trabajadores"
                " Migratorios y de Sus Familiares",
            },
            _convention("73"),
        ),
        TreatyBody(
            "CED",
            "CED/C",
            {
                "en": "Committee on Enforced Disappearances",
                "fr": "Comité des disparitions forcées",
                "ru": "Комитет по насильственным исчезновениям",
                "es": "Comité contra la Desaparición Forzada",
            },
            {
                "en": "International Convention for the Protection of All Persons from Enforced"
                " Disappearance",
                "fr": "Convention internationale pour la protection de toutes les personnes"
                " contre les disparitions forcées",
                "ru": "Международная конвенция для защиты всех лиц от насильственных исчезновений",
                "es": "Convención Internacional para la Protección de Todas las Personas"
                " contra las Desapariciones Forzadas",
            },
            _convention("29 (1)"),
        ),
    )
}


def body_of_symbol(symbol: str) -> str:
    """The code of the body whose documents begin as `symbol` does, "" where none does."""
    for body in TREATY_BODIES.values():
        if symbol.startswith(f"{body.symbol_prefix}/"):
            return body.code
    return ""
