"""Names that contain the name of a country or city and do not mean it."""

OTHER_NAMES = (
    # places
    "New Mexico", "Novo México", "Nouveau-Mexique", "Colombie-Britannique", "Colúmbia Britânica",
    "Columbia Británica", "Nueva Jersey", "Nova Jersey", "Gulf of Mexico", "Golfo de México", "Nuevo México", "Gulf of Honduras",
    "New Jersey", "New South Wales", "New Caledonia", "Northern Ireland", "British Columbia",
    "Indian Ocean", "Jordan River", "River Jordan", "Jordan Valley", "Niger Delta", "Niger River",
    "Lake Nicaragua", "American Samoa", "Jamaica Plain", "Nueva Granada", "New Granada",
    "Netherlands Antilles", "Antillas Neerlandesas", "Antillas Holandesas",
    "Antilles néerlandaises", "Antilhas Holandesas", "South Georgia", "Panama City Beach", "Rio Grande do Sul", "Santiago del Estero",
    "Santiago de Compostela", "Santiago de los Caballeros", "Santo Domingo de los Tsáchilas",
    "San José de Cúcuta", "San José de Mayo", "San José del Cabo", "La Paz Department",
    "Provincia de Granada",
    "Lima Province",
    # foods, plants, animals and things
    "Brazil nut", "Brazil nuts", "Chile pepper", "Chile peppers", "Guinea pig", "Guinea pigs",
    "Guinea fowl", "Canada goose", "Canada geese", "Bermuda shorts", "Bermuda grass", "Jersey cow",
    "Jersey cows", "Brussels sprouts", "French fries", "Spanish flu", "Cuba libre",
    "conejillo de Indias", "Turkey vulture", "Cayenne pepper", "Jerusalem artichoke",
    # countries and territories that begin or end like others
    "Equatorial Guinea", "Papua New Guinea", "Guinea-Bissau", "Guinea Ecuatorial",
    "French Guiana", "Guyane française", "Guayana Francesa", "Guiana Francesa", "Guyana Francesa",
    "British Guiana", "Dutch Guiana", "Democratic Republic of the Congo",
    "Republic of the Congo", "South Sudan", "North Korea", "South Korea",
    "British Virgin Islands", "US Virgin Islands", "U.S. Virgin Islands",
    "United States Virgin Islands", "Commonwealth of Dominica", "Antigua Guatemala",
    # institutions, enterprises, schools
    "Bank of Georgia", "Bank of America", "Georgetown University", "Georgia Tech",
    "University of Georgia", "Georgia State University", "George Washington University",
    "Washington Post", "New York Times", "Washington Office on Latin America",
    "Washington Consensus", "Miami Herald", "Panama Papers",
    "Geneva Academy", "Geneva Call",
    "Toronto Dominion", "Barcelona Process", "Lima Group", "Grupo de Lima", "Paris Club",
    # instruments that the words for documents (`PlaceWords.documents`) do not find
    "Geneva Convention",
    "Geneva Conventions", "Vienna Convention", "New York Declaration for Refugees and Migrants",
    "Brazil Declaration and Plan of Action", "Cartagena Declaration on Refugees",
    "Brasilia Regulations Regarding Access to Justice",
    "Brasilia Rules", "100 Brasilia Rules", "Reglas de Brasilia", "Regras de Brasília",
    "Cartagena Agreement", "Treaty of Asunción", "Mexico Declaration and Plan of Action",
)  # fmt: skip

US_STATES = (
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut",
    "Delaware", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas",
    "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota",
    "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey",
    "New Mexico", "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon",
    "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas",
    "Utah", "Vermont", "Virginia", "West Virginia", "Wisconsin", "Wyoming",
)  # fmt: skip

CANADIAN_PROVINCES = (
    "Alberta", "British Columbia", "Manitoba", "New Brunswick", "Newfoundland", "Nova Scotia",
    "Ontario", "Prince Edward Island", "Quebec", "Québec", "Saskatchewan",
)  # fmt: skip

# Cities with the same name in several countries. A country that follows decides.
SHARED_CITIES = frozenset({
    "san jose", "san josé", "santiago", "georgetown", "kingston", "cartagena", "guadalajara",
    "barcelona", "la paz", "santo domingo", "st. john's", "saint john's", "st. george's",
    "saint george's", "freeport", "panama city", "san diego", "veracruz", "santa cruz",
    "matamoros", "san salvador", "lima", "madrid", "paris", "vancouver", "houston", "berne",
    "roseau", "nassau", "toronto", "manila", "callao", "monterrey", "tierra blanca",
    "ciudad hidalgo", "washington", "valparaíso", "valparaiso", "granada", "geneva", "cali",
})  # fmt: skip

# Names of countries and cities that are also people's names.
SURNAMES = frozenset({
    "jordan", "washington", "georgia", "santiago", "lima", "houston", "kingston", "paris",
    "madrid", "france", "israel", "chad", "cuba", "valencia", "dakar", "castries", "nassau",
    "veracruz", "matamoros", "barcelona", "guadalajara", "cartagena", "moscow", "berne", "bern",
    "manila", "reynosa", "arica", "oaxaca", "asuncion", "asunción", "dominica", "granada", "india",
    "london", "dominique", "tierra blanca", "caracas", "santo domingo", "san diego", "spain", "england",
})  # fmt: skip

# Before a surname, also in small letters.
TITLES = frozenset(
    {
        "señor",
        "señora",
        "señorita",
        "don",
        "doña",
        "sr",
        "sra",
        "srta",
        "senhor",
        "senhora",
        "dona",
        "seu",
        "monsieur",
        "madame",
        "mademoiselle",
        "mme",
        "mlle",
        "ms",
        "mrs",
        "mr",
        "m",
        "dr",
        "dra",
        "dre",
    }
)

GIVEN_NAMES_AND_TITLES = frozenset({
    "mr", "mrs", "ms", "dr", "sr", "sra", "prof", "professor", "judge", "commissioner", "minister", "president", "senator",
    "ambassador", "rapporteur", "lic", "sir", "dame",
    "adriana", "alberto", "barbara", "bárbara", "dominique", "alejandro", "ana", "andrea", "andrés", "antonio", "benjamin",
    "carlos", "carmen", "carolina", "cristina", "daniel", "david", "denzel", "diana", "diego",
    "eduardo", "elena", "emilio", "enrique", "felipe", "fernando", "francisco", "gabriel",
    "gabriela", "george", "hugo", "ignacio", "isabel", "james", "javier", "jean", "jesús", "joan",
    "joao", "joão", "john", "jorge", "jose", "josé", "juan", "julia", "julio", "laura", "lucia",
    "luis", "luiz", "manuel", "marcos", "maria", "maría", "mario", "marta", "martín", "mary",
    "michael", "miguel", "mónica", "natalia", "pablo", "patricia", "paul", "paulo", "pedro",
    "peter", "rafael", "ramón", "raúl", "ricardo", "robert", "roberto", "rosa", "rosario",
    "salvador", "sandra", "santiago", "sergio", "silvia", "sofia", "sofía", "teresa", "thomas",
    "vernon", "victor", "víctor", "vincent", "walter", "wayne", "whitney", "william",
})  # fmt: skip
