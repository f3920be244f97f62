import TextAnalysis

// Word classes that show what kind of thing a name stands for. They speak of English, never of one name.

let organisationNouns = WordSet(
    """
    university institute college school ministry department commission agency council authority association foundation \
    bank capital ventures venture partners holdings group securities technologies technology systems robotics energy \
    industries media networks pharmaceuticals therapeutics biosciences semiconductor semiconductors electronics motors \
    airlines studios software solutions services insurance consulting advisors advisers research labs laboratory \
    laboratories intelligence compute dynamics analytics photonics optics microsystems microelectronics automation biotech genomics aerospace defense defence fund trust equity management investments asset corporation company organization organisation union court
    """)
/// Lines of business that make another firm of a known firm's name: `Cohere Health`.
let otherFirmNouns = WordSet(
    "health healthcare medical bio foods pictures records entertainment insurance airways petroleum")
let companyNouns = WordSet(
    """
    company startup start-up startups firm firms lab labs laboratory chipmaker maker developer provider operator group \
    bank fund investor investors giant unicorn vendor supplier retailer manufacturer consultancy brokerage carmaker \
    automaker insurer publisher subsidiary unit division arm business corporation rival competitor upstart conglomerate \
    up outfit studio institute university agency ministry regulator foundry lender utility hyperscaler neocloud
    """)
let modelNouns = WordSet("model models llm llms family weights series")
let productNouns = WordSet(
    """
    app apps chatbot chatbots assistant browser chip chips processor processors accelerator gpu gpus platform service tool \
    editor robot humanoid device headset glasses smartphone phone laptop engine website software speaker console wearable \
    ide plugin copilot subscription supercomputer cluster agent agents bot bots suite toolkit module modules transceiver sensor sensors camera drone drones tablet watch keyboard feature tool tools scanner detector brand
    """)
let companyAssets = WordSet(
    """
    shares stock revenue revenues sales profit earnings valuation investors board headquarters customers employees staff \
    founder founders co-founder co-founders technology market business products competitors rivals guidance capex spending
    """)
let modelAssets = WordSet("weights parameters context performance score training benchmark")
let companyLeads = WordSet(
    "at from by with join joined joins acquire acquired acquires acquiring buy bought buys backed founded")
let shareWords = WordSet("shares stock valuation acquisition purchase parent maker owner founder head boss")
let dealVerbs = WordSet(
    """
    raised raises acquired acquires bought buys invested invests launched launches unveiled reported reports employs \
    hired hires posted partnered competes sells makes builds develops operates plans announced offers released led leads signed agreed closed ships trains trained published granted lent owns belongs charges employs grew runs rents supplies
    """)
let speechVerbs = WordSet("said says told wrote added argues argued explained noted writes tells believes thinks")
let tickerMarks = WordSet("nasdaq nyse amex lse hkex tse nse bse asx tsx ticker")
let reportingWords = WordSet("reported reports said says wrote first")
let reportingLeads = WordSet("told to by according per via with")
let nameParticles = WordSet("de del della der den di da dos du la le van von bin ibn al el ben ten ter zu")
let openingMarks: WordSet = ["\"", "“", "‘", "'", "(", "[", "-", "•", "*", "**", "–", "—", "#", "##", "###", "·"]
let functionWords = WordSet(
    """
    i we he she it they you the a an this that these those and but or so if as at by for from in of on to with its his her \
    their our my your who what when where why how not no yes all some any each more most other such than then there here \
    new old big after before while since until although though because however meanwhile still yet also even just only
    """)
let calendarWords = WordSet(
    """
    january february march april may june july august september october november december monday tuesday wednesday \
    thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. \
    sep. sept. oct. nov. dec. q1 q2 q3 q4 h1 h2
    """)

let personalNouns = WordSet(
    """
    deputy brother sister colleague entrepreneur billionaire lawyer teacher physicist mathematician chemist biologist programmer \
    journalist banker economist analyst boss predecessor successor wife husband founder co-founder cofounder chairman chairwoman \
    president director ceo cfo cto coo engineer researcher scientist professor minister spokesman spokeswoman
    """)

/// Capitalised words and abbreviations that are no names.
let genericCapitals = WordSet(
    """
    ai agi asi api apis gpu gpus cpu cpus llm llms us uk eu un usa ceo cfo cto ipo pc pcs ml it hr pr vc vcs saas tv esg \
    sdk os us$ hk$ nt$ a$ c$ s$ t$ r$ nz$ fy ceos cfos ii iii iv faq r&d b2b genai asic asics hbm dram nand ev evs vr ar xr ui ux url pdf sec gdp eps capex opex sek nok dkk chf eur usd gbp rmb cny jpy krw inr cc nyse nasdaq jsc apache elo \
    future equity think source mit iso ios applications operations engineering marketing product products sales finance \
    growth strategy communications policy
    """)
/// Nouns after a company's name that belong to the name's long form.
let sameFirmNouns = WordSet(
    "group holdings technologies technology corporation company industries platforms enterprises electronics")

/// Endings that the law gives to company names and the press leaves away.
enum LegalForms {
    static let suffixes = WordSet(
        "inc inc. corp corp. corporation ltd ltd. limited llc plc co co. gmbh ag sa s.a. nv n.v. se pbc lp oy ab kk pte"
    )

    /// A name without its legal form: "Acme AI Inc." is "Acme AI".
    static func strip(_ name: String) -> String {
        var words = name.split(separator: " ")
        while words.count > 1, let last = words.last, suffixes.contains(WordKey(last)) { words.removeLast() }
        return words.joined(separator: " ")
    }
}

let softwareWords = WordSet(
    """
    ai model models software chatbot chatbots llm llms app api tokens parameters chips chip data startup startups tech technology \
    algorithm algorithms computing cloud assistant benchmark developers
    """)

/// Second halves of compounds that no personal name has.
let compoundEnds = WordSet(
    "backed based led owned style like powered related listed born made era focused centric native first only wide free run"
)

/// Words of which titles are made.
enum Titles {
    /// Heads of titles that only persons have.
    static let personalHeads = WordSet(
        """
        ceo cfo cto coo cmo cio cpo cro ciso president chairman chairwoman chairperson founder cofounder co-founder analyst \
        minister secretary senator governor mayor professor economist strategist researcher scientist engineer spokesman \
        spokeswoman spokesperson director partner boss chief manager executive officer counsel chair head
        """)
    static let executives = WordSet(
        "ceo cfo cto coo cmo cio cpo cro president chairman founder co-founder analyst spokesperson")
    static let heads = personalHeads.union(
        WordSet("presidents founders co-founders analysts directors executives chiefs"))
    static let modifiers = WordSet(
        """
        chief executive vice senior deputy general managing operating financial technology technical product marketing \
        revenue scientific science global interim co founding former ex acting prime foreign
        """)
}
