"""What texts name in the four languages: names and demonyms, dates, citations and amounts."""

import pytest

from reporting.recognition.activities import numbers_cited
from reporting.recognition.countries import find_countries
from reporting.recognition.dates import find_dates
from reporting.recognition.money import find_money
from reporting.recognition.spans import MIN_CONFIDENCE

COUNTRIES = [
    ("en", "Training in Atlanta, Georgia", "USA"),
    ("en", "Ms. Barbara Jordan spoke", ""),
    ("en", "Panama hats", ""),
    ("en", "Ecuadorans were assisted", "ECU"),
    ("en", "A workshop in St. Vincent", "VCT"),
    ("en", "A workshop in Antigua", "ATG"),
    ("es", "64 funcionarios panameños", "PAN"),
    ("es", "la cooperación española", "ESP"),
    ("es", "cónsules hondureños, nicaragüenses y beliceños", "HND NIC BLZ"),
    ("es", "migrantes bolivianas", "BOL"),
    ("es", "familias colombianas", "COL"),
    ("es", "Dominicanos y haitianos", "DOM HTI"),
    ("es", "salvadoreñas, ecuatorianos y estadounidenses", "SLV ECU USA"),
    ("es", "deportados de EEUU", "USA"),
    ("es", "en Guayana", "GUY"),
    ("es", "pesos colombianos", ""),
    ("es", "1,5 millones de dólares canadienses", ""),
    ("fr", "des Chiliens et des Argentins", "CHL ARG"),
    ("fr", "migrants cubains et vénézuéliens", "CUB VEN"),
    ("fr", "Mme Dominique Lima", ""),
    ("fr", "1,2 million de dollars US", ""),
    ("fr", "50 000 dollars canadiens", ""),
    ("fr", "dans le Salvador", "SLV"),
    ("pt", "agentes brasileiros e paraguaios", "BRA PRY"),
    ("pt", "migrantes haitianos", "HTI"),
    ("pt", "cônsules peruanos e bolivianos", "PER BOL"),
    ("pt", "Colombianos, guatemaltecos e hondurenhos", "COL GTM HND"),
    ("pt", "A senhora Lima", ""),
    ("pt", "Trinidade e Tobago", "TTO"),
    ("pt", "em São Salvador", "SLV"),
    ("pt", "30.000 dólares canadenses", ""),
    ("es", "un curso en español", ""),
    ("es", "el Gobierno español", "ESP"),
    ("fr", "le gouvernement français", "FRA"),
    ("es", "delegados chilenos y peruanos", "CHL PER"),
    (
        "en",
        "in Turkey, Guinea, Niger, St. Martin, China, Thailand and Sweden",
        "TUR GIN NER MAF CHN THA SWE",
    ),
    ("es", "los iraníes, las iraquíes, tailandesas y letones", "IRN IRQ THA LVA"),
    ("fr", "Grecques, Lettonnes, Néo-Zélandais et Érythréennes", "GRC LVA NZL ERI"),
    ("pt", "eritreias, letões, alemães e somalis", "ERI LVA DEU SOM"),
    ("en", "Finns, Swiss, Burmese and Dutch experts", "FIN CHE MMR NLD"),
    ("es", "habla inglés, francés y alemán", ""),
    ("es", "un experto sueco y danés", "SWE DNK"),
    ("en", "courses in Portuguese", ""),
    ("es", "sombreros de Panamá y un pastor alemán", ""),
    ("fr", "M. Chili et Mme France Martin", ""),
    ("pt", "o senhor Peru Santos", ""),
    ("es", "Reunión de cónsules", ""),
    ("fr", "La réunion a eu lieu", ""),
    ("en", "Cartagena +30", ""),
    ("es", "la Carta Democrática de Lima", ""),
    ("en", "15,000 Barbados dollars", ""),
    ("es", "10.000 dólares de Trinidad y Tobago", ""),
    ("en", "IOM spent 750 thousand US dollars", ""),
    ("pt", "Rio de Janeiro, Salvador e Porto Alegre", "BRA BRA BRA"),
    ("es", "Mendoza y Guayaquil", "ARG ECU"),
    ("en", "the case of Mendoza", ""),
    ("en", "Kingston, Ontario", ""),
    ("es", "en la ciudad de Mendoza", "ARG"),
]

DATES = [
    ("en", "on 17-19.10.2011", "2011-10-17/2011-10-19"),
    ("en", "on 5-9/03/2012", "2012-03-05/2012-03-09"),
    ("en", "in 05/2011", "2011-05"),
    ("en", "in May/June 2011", "2011-05/2011-06"),
    ("es", "publicó en 2011 un estudio", "2011"),
    ("es", "El 1.º de septiembre de 2011", "2011-09-01"),
    ("es", "entre los días 4 y 8 de julio de 2011", "2011-07-04/2011-07-08"),
    ("pt", "De segunda-feira, 3, a sexta-feira, 7 de outubro de 2011", "2011-10-03/2011-10-07"),
    ("pt", "entre os dias 4 e 8 de julho de 2011", "2011-07-04/2011-07-08"),
    ("es", "los días 7 y 8 de abril de 2011", "2011-04-07/2011-04-08"),
    ("es", "del lunes 3 al viernes 7 de octubre de 2011", "2011-10-03/2011-10-07"),
    ("fr", "du lundi 3 au vendredi 7 octobre 2011", "2011-10-03/2011-10-07"),
    ("fr", "entre le 4 et le 8 juillet 2011", "2011-07-04/2011-07-08"),
    ("fr", "les 3, 10 et 17 mars 2011", "2011-03-03 2011-03-10 2011-03-17"),
    ("pt", "nos dias 3, 10 e 17 de março de 2011", "2011-03-03 2011-03-10 2011-03-17"),
    ("es", "el 20 de marzo de 2012", "2012-03-20"),
    ("fr", "le 1er septembre 2011", "2011-09-01"),
    ("es", "a fines de mayo de 2011", "2011-05"),
    ("es", "del 30 de noviembre al 3 de diciembre de 2011", "2011-11-30/2011-12-03"),
    ("es", "15/03/2011", "2011-03-15"),
    ("pt", "de 30 de novembro a 3 de dezembro de 2011", "2011-11-30/2011-12-03"),
    ("es", "el 5, 6 y 7 de mayo", "2011-05-05/2011-05-07"),
    ("es", "18 a 20 de mayo de 2011", "2011-05-18/2011-05-20"),
    ("es", "desde el 4 hasta el 8 de julio", "2011-07-04/2011-07-08"),
    ("fr", "du 28 décembre au 3 janvier 2012", "2011-12-28/2012-01-03"),
    ("en", "1-3 and 7 May 2011", "2011-05-01/2011-05-03 2011-05-07"),
    ("en", "May 3, 5 and 7-9, 2011", "2011-05-03 2011-05-05 2011-05-07/2011-05-09"),
    ("en", "3, 4 and 7 October", "2011-10-03/2011-10-04 2011-10-07"),
    (
        "es",
        "del 3 al 5 y del 10 al 12 de mayo de 2011",
        "2011-05-03/2011-05-05 2011-05-10/2011-05-12",
    ),
    ("fr", "du 3 au 5 et du 10 au 12 mai 2011", "2011-05-03/2011-05-05 2011-05-10/2011-05-12"),
    ("pt", "de 1 a 3 e 7 de maio de 2011", "2011-05-01/2011-05-03 2011-05-07"),
    ("en", "the second half of 2011 and Q1 2012", "2011-07/2011-12 2012-01/2012-03"),
    ("es", "primer semestre del año 2012", "2012-01/2012-06"),
    ("fr", "au premier trimestre de l'année 2011", "2011-01/2011-03"),
    ("pt", "no último trimestre de 2011", "2011-10/2011-12"),
    ("en", "May, June and July 2011", "2011-05/2011-07"),
    ("en", "March, May and June 2011", "2011-03 2011-05/2011-06"),
    ("es", "en julio y agosto de 2011", "2011-07/2011-08"),
    ("en", "12/06/2011-14/06/2011", "2011-06-12/2011-06-14"),
    ("es", "del 28/06 al 02/07/2011", "2011-06-28/2011-07-02"),
    ("en", "28/06 to 02/07/2011", "2011-06-28/2011-07-02"),
    (
        "en",
        "2011/05/03, 3-May-2011 and May 28-June 2, 2011",
        "2011-05-03 2011-05-03 2011-05-28/2011-06-02",
    ),
    ("es", "5/mayo/2011; 15/03/11", "2011-05-05 2011-03-15"),
    ("en", "December 2010/January 2011", "2010-12/2011-01"),
    ("es", "a principios de agosto", "2011-08"),
    ("fr", "au début du mois d'août", "2011-08"),
    ("pt", "em meados de agosto", "2011-08"),
    ("en", "aged 10 to 12 March for rights", ""),
    ("es", "cerca de 2000 migrantes", ""),
]

ACTIVITIES = [
    ("en", "67 / 76. IOM trained", "67 76"),
    ("en", "Act. 67 was met", "67"),
    ("en", "Program activity # 74: returns", "74"),
    ("en", "activity 3 of the agenda", ""),
    ("es", "La actividad N.º 80", "80"),
    ("es", "la actividad núm. 80", "80"),
    ("es", "las actividades 67 y 68", "67 68"),
    ("pt", "A atividade n.º 80", "80"),
    ("pt", "as atividades 67 e 68", "67 68"),
    ("fr", "l'activité n° 80", "80"),
    ("fr", "les activités 70 à 72", "70 71 72"),
    ("es", "actividades 70 a 72 del Programa", "70 71 72"),
    ("en", "Numbers 67 and 68 of the Program", "67 68"),
    ("es", "los números 67 y 68 del Programa", "67 68"),
    ("fr", "numéros 67 et 68 du Programme", "67 68"),
    ("pt", "números 67 e 68 do Programa", "67 68"),
    ("en", "activities #70 and #71, activity no. 33/34", "70 71 33 34"),
    ("pt", "a atividade 3 da ordem do dia", ""),
]

AMOUNTS = [
    ("en", "two million euros", "2000000 euros"),
    ("en", "30,000 Mexican pesos", "30000 Mexican pesos"),
    ("en", "Q 20,000", "20000 Q"),
    ("en", "L. 40,000", "40000 L."),
    ("en", "Bs 500,000", "500000 Bs"),
    ("es", "1,5 millones de dólares canadienses", "1500000 dólares canadienses"),
    ("es", "20.000 pesos colombianos", "20000 pesos colombianos"),
    ("es", "30.000 dólares estadounidenses", "30000 dólares estadounidenses"),
    ("es", "2 millones de quetzales", "2000000 quetzales"),
    ("es", "500 mil balboas", "500000 balboas"),
    ("es", "Bs. 20.000", "20000 Bs."),
    ("es", "S/ 4.500", "4500 S/"),
    ("es", "dos millones de dólares", "2000000 dólares"),
    ("es", "US$ 12.500", "12500 US$"),
    ("fr", "1,2 million de dollars US", "1200000 dollars US"),
    ("fr", "50 000 dollars canadiens", "50000 dollars canadiens"),
    ("fr", "50 000 $ CA", "50000 $ CA"),
    ("fr", "50 000 $ US", "50000 $ US"),
    ("pt", "30.000 dólares canadenses", "30000 dólares canadenses"),
    ("pt", "dez mil dólares", "10000 dólares"),
    ("pt", "R$ 1,5 milhão", "1500000 R$"),
    ("en", "half a million dollars", "500000 dollars"),
    ("es", "mil millones de pesos chilenos", "1000000000 pesos chilenos"),
    ("es", "veinte mil dólares", "20000 dólares"),
    ("es", "50.000 dólares de los Estados Unidos", "50000 dólares de los Estados Unidos"),
    ("fr", "80 000 couronnes suédoises", "80000 couronnes suédoises"),
    ("fr", "10 000 francs CFA", "10000 francs CFA"),
    ("pt", "1.200.000 ienes", "1200000 ienes"),
    ("en", "KES 3,000", "3000 KES"),
    ("es", "en 2011 500 dólares", "500 dólares"),
    ("en", "12.5 thousand pounds sterling", "12500 pounds sterling"),
    ("en", "150,000 Trinidad dollars", "150000 Trinidad dollars"),
    ("fr", "20 k€", "20000 €"),
    ("es", "10.000 Bs.", "10000 Bs."),
]

RANGES_OF_AMOUNTS = [
    ("en", "US$ 10-15 million", "10000000 15000000 US$"),
    ("en", "from US$ 5,000 to 10,000", "5000 10000 US$"),
    ("en", "EUR 3 to 5 million", "3000000 5000000 EUR"),
    ("es", "entre 5.000 y 10.000 córdobas", "5000 10000 córdobas"),
    ("fr", "de 5 000 à 10 000 gourdes", "5000 10000 gourdes"),
    ("pt", "de 10 a 15 milhões de dólares", "10000000 15000000 dólares"),
]


@pytest.mark.parametrize(("lang", "text", "wanted"), COUNTRIES)
def test_countries_are_found_by_all_forms_of_their_names(lang, text, wanted, gazetteer):
    found = [
        mention.iso3
        for mention in find_countries(text, gazetteer, lang=lang)
        if mention.confidence >= MIN_CONFIDENCE
    ]
    assert sorted(found) == sorted(wanted.split())


@pytest.mark.parametrize(("lang", "text", "wanted"), DATES)
def test_dates_are_read_in_the_forms_of_each_language(lang, text, wanted):
    assert [date.iso for date in find_dates(text, year=2011, lang=lang)] == wanted.split()


@pytest.mark.parametrize(("lang", "text", "wanted"), ACTIVITIES)
def test_activities_are_cited_in_the_forms_of_each_language(lang, text, wanted):
    found = numbers_cited(text, known=range(1, 101), lang=lang)
    assert [str(number) for number in found] == wanted.split()


@pytest.mark.parametrize(("lang", "text", "wanted"), AMOUNTS)
def test_amounts_have_their_whole_currency(lang, text, wanted):
    (found,) = find_money(text, lang=lang)
    assert f"{found.amount} {found.currency}" == wanted
    assert found.up_to is None


@pytest.mark.parametrize(("lang", "text", "wanted"), RANGES_OF_AMOUNTS)
def test_range_of_amounts_has_both_ends(lang, text, wanted):
    (found,) = find_money(text, lang=lang)
    assert f"{found.amount} {found.up_to} {found.currency}" == wanted
