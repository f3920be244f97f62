// Names and signs of currencies, with their ISO 4217 codes. A bare "dollar" is the United States', "pound" the British,
// "franc" the Swiss, "yuan" China's; a country before the name overrides it.

/// Signs and codes that stand before a number.
package let currencyPrefixes: [WordKey: String] = isoCurrencies.merging([
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "CNY", "rmb": "CNY", "cn¥": "CNY", "jp¥": "JPY",
    "₩": "KRW", "₹": "INR", "rs": "INR", "rs.": "INR", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
    "hk$": "HKD", "nt$": "TWD", "t$": "TWD", "s$": "SGD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN", "₪": "ILS",
    "₽": "RUB", "₺": "TRY", "₫": "VND", "₱": "PHP", "฿": "THB", "₦": "NGN", "₴": "UAH", "₿": "BTC", "₡": "CRC",
    "₾": "GEL", "₭": "LAK", "₸": "KZT", "₵": "GHS", "rp": "IDR", "sfr": "CHF", "元": "CNY", "円": "JPY",
]) { _, own in own }

/// Words that make the dollar sign after them another country's: `hk $`, `MXN$`.
let dollarCountries: [WordKey: String] = [
    "us": "USD", "u.s.": "USD", "u.s": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "cad": "CAD",
    "hk": "HKD", "hkd": "HKD", "au": "AUD", "aud": "AUD", "nz": "NZD", "nzd": "NZD", "nt": "TWD", "twd": "TWD",
    "sg": "SGD", "sgd": "SGD", "mex": "MXN", "mx": "MXN", "mxn": "MXN", "brl": "BRL",
]

/// Names, signs and codes that stand behind a number.
let currencyWords: [WordKey: String] = isoCurrencies.merging([
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP",
    "sterling": "GBP", "quid": "GBP", "yuan": "CNY", "yuans": "CNY", "rmb": "CNY", "renminbi": "CNY", "yen": "JPY",
    "won": "KRW", "rupees": "INR", "rupee": "INR", "francs": "CHF", "franc": "CHF", "kronor": "SEK", "krona": "SEK",
    "kroner": "NOK", "krone": "NOK", "shekels": "ILS", "shekel": "ILS", "dirhams": "AED", "dirham": "AED",
    "riyals": "SAR", "riyal": "SAR", "reais": "BRL", "zloty": "PLN", "zlotys": "PLN", "ringgit": "MYR", "baht": "THB",
    "rupiah": "IDR", "rubles": "RUB", "roubles": "RUB", "ruble": "RUB", "rouble": "RUB", "lira": "TRY", "liras": "TRY",
    "pesos": "MXN", "peso": "MXN", "rand": "ZAR", "rands": "ZAR", "forints": "HUF", "forint": "HUF", "koruna": "CZK",
    "korunas": "CZK", "naira": "NGN", "dong": "VND", "hryvnia": "UAH", "hryvnias": "UAH", "lari": "GEL",
    "bitcoin": "BTC", "bitcoins": "BTC", "ether": "ETH", "marks": "DEM", "pesetas": "ESP", "guilders": "NLG",
    "markka": "FIM", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₡": "CRC", "₾": "GEL", "₭": "LAK",
    "₽": "RUB", "₺": "TRY", "₿": "BTC", "₫": "VND", "₱": "PHP", "₪": "ILS", "元": "CNY", "円": "JPY", "kuai": "CNY",
]) { _, own in own }

/// Adjectives of countries, each with the names of money that go with it.
let currencyAdjectives: [WordKey: [WordKey: String]] = {
    let dollars: [(WordKey, String)] = [
        ("us", "USD"), ("u.s.", "USD"), ("american", "USD"), ("kong", "HKD"), ("taiwan", "TWD"), ("taiwanese", "TWD"),
        ("nt", "TWD"), ("canadian", "CAD"), ("australian", "AUD"), ("singapore", "SGD"), ("singaporean", "SGD"),
        ("zealand", "NZD"),
    ]
    var table: [WordKey: [WordKey: String]] = [
        "british": ["pounds": "GBP", "pound": "GBP"], "egyptian": ["pounds": "EGP", "pound": "EGP"],
        "swiss": ["francs": "CHF", "franc": "CHF"], "french": ["francs": "FRF", "franc": "FRF"],
        "belgian": ["francs": "BEF"], "korean": ["won": "KRW"], "chinese": ["yuan": "CNY", "renminbi": "CNY"],
        "japanese": ["yen": "JPY"], "indian": ["rupees": "INR", "rupee": "INR"],
        "pakistani": ["rupees": "PKR", "rupee": "PKR"], "lankan": ["rupees": "LKR", "rupee": "LKR"],
        "indonesian": ["rupiah": "IDR"], "swedish": ["kronor": "SEK", "krona": "SEK", "kroner": "SEK"],
        "norwegian": ["kroner": "NOK", "krone": "NOK", "crowns": "NOK"], "danish": ["kroner": "DKK", "crowns": "DKK"],
        "israeli": ["shekels": "ILS"], "turkish": ["lira": "TRY", "liras": "TRY"],
        "russian": ["rubles": "RUB", "roubles": "RUB"], "mexican": ["pesos": "MXN", "peso": "MXN"],
        "argentine": ["pesos": "ARS"], "philippine": ["pesos": "PHP"], "chilean": ["pesos": "CLP"],
        "colombian": ["pesos": "COP"], "brazilian": ["reais": "BRL", "real": "BRL"], "emirati": ["dirhams": "AED"],
        "uae": ["dirhams": "AED"], "moroccan": ["dirhams": "MAD"], "saudi": ["riyals": "SAR", "riyal": "SAR"],
        "qatari": ["riyals": "QAR"], "kuwaiti": ["dinars": "KWD"], "african": ["rand": "ZAR"],
        "polish": ["zloty": "PLN"],
        "german": ["marks": "DEM"], "deutsche": ["marks": "DEM"], "dutch": ["guilders": "NLG"],
        "finnish": ["markka": "FIM"], "italian": ["lire": "ITL", "lira": "ITL"], "spanish": ["pesetas": "ESP"],
        "thai": ["baht": "THB"], "malaysian": ["ringgit": "MYR"], "vietnamese": ["dong": "VND"],
    ]
    for (country, code) in dollars { table[country] = ["dollars": code, "dollar": code] }
    return table
}()

/// First words of countries whose adjective has two or three.
let adjectiveLeads = WordSet("hong new south sri united")

/// Hundredths, with their currency.
let minorUnits: [WordKey: String] = [
    "cents": "USD", "cent": "USD", "¢": "USD", "pence": "GBP", "penny": "GBP", "pennies": "GBP", "paise": "INR",
]

/// Codes that name millions, as Nordic companies write them: `30 MUSD`.
let millionCodes: [WordKey: String] = [
    "musd": "USD", "meur": "EUR", "mgbp": "GBP", "msek": "SEK", "mnok": "NOK", "mdkk": "DKK", "maud": "AUD",
    "mchf": "CHF", "mcad": "CAD", "mjpy": "JPY",
]

/// What may be glued to the end of digits: `500USD`, `100元`.
let gluedCurrencies: [WordKey: String] = isoCurrencies.merging(["rmb": "CNY", "元": "CNY", "円": "JPY"]) { _, own in own }

private let isoCurrencies: [WordKey: String] = {
    let codes = [
        "USD", "EUR", "GBP", "JPY", "CNY", "CNH", "KRW", "INR", "AUD", "CAD", "HKD", "TWD", "SGD", "NZD", "BRL", "CHF",
        "SEK", "NOK", "DKK", "ILS", "AED", "SAR", "QAR", "KWD", "RUB", "TRY", "PLN", "CZK", "HUF", "RON", "UAH", "KZT",
        "MXN", "ARS", "CLP", "COP", "ZAR", "NGN", "KES", "EGP", "MAD", "THB", "MYR", "IDR", "PHP", "VND", "PKR", "BDT",
        "LKR", "BTC", "ETH",
    ]
    return Dictionary(uniqueKeysWithValues: codes.map { (WordKey($0), $0) })
}()
