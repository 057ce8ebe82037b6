"""Well-known bodies, forums and programs that reports name and that have no chapter.

Implementers come from the database.
"""

from reporting.recognition.gazetteer import BodyName, NamedBody


def _body(key: str, *names: str, es: tuple[str, ...] = (), fr: tuple[str, ...] = ()) -> NamedBody:
    english = tuple(BodyName(name, "en") for name in (key, *names))
    spanish = tuple(BodyName(name, "es") for name in es)
    return NamedBody(key, (*english, *spanish, *(BodyName(name, "fr") for name in fr)))


WELL_KNOWN_BODIES = (
    # the Organization of American States
    _body("OAS", "Organization of American States", es=("OEA", "Organización de los Estados Americanos")),
    _body("CAJP", "Committee on Juridical and Political Affairs", "Commission on Legal and Political Affairs",
          es=("Comisión de Asuntos Jurídicos y Políticos",)),
    _body("CEAM", "Special Committee on Migration Issues", "Special Committee on Migration",
          es=("Comisión Especial de Asuntos Migratorios",)),
    _body("CIM", "Inter-American Commission of Women", es=("Comisión Interamericana de Mujeres",)),
    _body("CICAD", "Inter-American Drug Abuse Control Commission"),
    _body("CICTE", "Inter-American Committee against Terrorism"),
    _body("DSDL", "Department of Social Development and Employment"),
    _body("SICREMI", "Continuous Reporting System on International Migration for the Americas",
          "Continuous Reporting System on International Migration"),
    _body("MILEX", "Legislation Database migration in the Americas"),
    _body("MINPET", "Interactive Map of Employment Programs Temporary Migrants"),
    _body("CIMT", "Inter-American Conference of Ministers of Labor", "Conference of Ministers of Labor",
          es=("Conferencia Interamericana de Ministros de Trabajo",)),
    _body("RIED", "Inter-American Teacher Education"),
    _body("JSWG", "Joint Summit Working Group"),
    _body("IACD", "Inter-American Agency for Cooperation and Development"),
    _body("PAHO", "Pan American Health Organization", es=("OPS", "Organización Panamericana de la Salud")),
    _body("MOAS", "Model OAS General Assembly"),
    # the United Nations
    _body("UN", "United Nations", es=("ONU", "Naciones Unidas"), fr=("Nations Unies",)),
    _body("UNICEF", "United Nations Children's Fund"),
    _body("UNDP", "United Nations Development Programme", "United Nations Program for Development",
          es=("PNUD", "Programa de las Naciones Unidas para el Desarrollo")),
    _body("WFP", "World Food Programme", "World Food Program", es=("PMA", "Programa Mundial de Alimentos")),
    _body("OHCHR", "Office of the United Nations High Commissioner for Human Rights",
          es=("ACNUDH", "OACNUDH")),
    _body("ECLAC", "Economic Commission for Latin America and the Caribbean",
          es=("CEPAL", "Comisión Económica para América Latina y el Caribe"), fr=("CEPALC",)),
    _body("UNFPA", "United Nations Population Fund"),
    _body("UNODC", "United Nations Office on Drugs and Crime"),
    _body("UNESCO", "United Nations Educational, Scientific and Cultural Organization"),
    _body("WHO", "World Health Organization", es=("OMS", "Organización Mundial de la Salud")),
    _body("OCHA", "Office for the Coordination of Humanitarian Affairs"),
    _body("MDG-F", "MDGF", "MGDF", "MDG Achievement Fund", "Millennium Development Goals Achievement Fund",
          es=("F-ODM",)),
    _body("UN Women", es=("ONU Mujeres",)),
    # regional forums, banks and systems
    _body("CRM", "RCM", "Regional Conference on Migration", es=("Conferencia Regional sobre Migración",)),
    _body("RNCOM", "Regional Network of Civil Organizations for Migration",
          es=("RROCM", "Red Regional de Organizaciones Civiles para las Migraciones")),
    _body("SICA", "Central American Integration System", es=("Sistema de la Integración Centroamericana",)),
    _body("MERCOSUR", "Mercosur", "Southern Common Market", es=("Mercado Común del Sur",)),
    _body("UNASUR", "Union of South American Nations", es=("Unión de Naciones Suramericanas",)),
    _body("CARICOM", "Caribbean Community"),
    _body("CELAC", "Community of Latin American and Caribbean States"),
    _body("OECS", "Organisation of Eastern Caribbean States"),
    _body("CAAM", "Andean Committee of Immigration Authorities"),
    _body("PADHM", "Andean Plan for Human Development and Migration"),
    _body("IDB", "Inter-American Development Bank", es=("BID", "Banco Interamericano de Desarrollo")),
    _body("World Bank", es=("Banco Mundial",), fr=("Banque mondiale",)),
    _body("CABEI", "Central American Bank for Economic Integration", es=("BCIE",)),
    _body("OECD", "Organisation for Economic Co-operation and Development",
          es=("OCDE", "Organización para la Cooperación y el Desarrollo Económicos")),
    _body("EU", "European Union", es=("Unión Europea",), fr=("Union européenne",)),
    _body("Council of Europe", es=("Consejo de Europa",), fr=("Conseil de l'Europe",)),
    _body("ASEAN", "Association of Southeast Asian Nations"),
    _body("SADC", "Southern African Development Community"),
    _body("EAC", "East African Community"),
    _body("CIS", "Commonwealth of Independent States"),
    _body("SEGIB", "Ibero-American General Secretariat", es=("Secretaría General Iberoamericana",)),
    # national agencies and institutes
    _body("USAID", "United States Agency for International Development",
          "U.S. Agency for International Development"),
    _body("PRM", "Bureau of Population, Refugees, and Migration"),
    _body("JTIP", "Office to Monitor and Combat Trafficking in Persons"),
    _body("AECID", "AECI", "Spanish Agency for International Development Cooperation",
          es=("Agencia Española de Cooperación Internacional para el Desarrollo",
              "Agencia Española de Cooperación Internacional")),
    _body("CIDA", "Canadian International Development Agency"),
    _body("ISCOD", "Spanish Foundation Trade Union Institute for Development Cooperation",
          es=("Instituto Sindical de Cooperación al Desarrollo",)),
    _body("FLACSO", "Latin American Faculty of Social Sciences",
          es=("Facultad Latinoamericana de Ciencias Sociales",)),
    _body("IAEN", "National Institute of Advanced Studies", es=("Instituto de Altos Estudios Nacionales",)),
    _body("COMAR", "Mexican Commission for Assistance to Refugees",
          es=("Comisión Mexicana de Ayuda a Refugiados",)),
    _body("CONARE", "National Commission for Refugees"),
    _body("REDIM", "Network for Children's Rights in Mexico"),
    _body("ICRC", "International Committee of the Red Cross", es=("CICR",)),
    _body("Trust for the Americas"),
    _body("ICCO", "Interchurch Organization for Development Cooperation"),
    _body("PCS", "Project Counselling Service"),
)  # fmt: skip
