// The words of time, as the parsers look them up.

let months: [WordKey: Int] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "jan.": 1, "feb": 2, "feb.": 2,
    "mar": 3, "mar.": 3, "apr": 4, "apr.": 4, "jun": 6, "jun.": 6, "jul": 7, "jul.": 7, "aug": 8, "aug.": 8,
    "sep": 9, "sep.": 9, "sept": 9, "sept.": 9, "oct": 10, "oct.": 10, "nov": 11, "nov.": 11, "dec": 12, "dec.": 12,
]
/// Months that are no other word, whatever their case.
let plainMonths = WordSet("january february april june july august september october november december")

let weekdays: [WordKey: Int] = [
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
]
let shortWeekdays: [WordKey: Int] = [
    "mon": 1, "mon.": 1, "tue": 2, "tue.": 2, "tues": 2, "tues.": 2, "wed": 3, "wed.": 3, "thu": 4, "thu.": 4,
    "thur": 4, "thurs": 4, "thurs.": 4, "fri": 5, "fri.": 5, "sat": 6, "sat.": 6, "sun": 7, "sun.": 7,
]
/// Short weekdays that are no other word.
let plainShortWeekdays = WordSet("tue tue. tues tues. thu thu. thur thurs thurs. fri fri.")

let ordinals: [WordKey: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4,
]
let afterOrdinal: WordSet = ["-", "quarter", "half", "week", "month", "year", "time", "round", "century"]
let quarterLabels: [WordKey: Int] = ["q1": 1, "q2": 2, "q3": 3, "q4": 4]
let halfLabels: [WordKey: Int] = ["h1": 1, "h2": 2, "1h": 1, "2h": 2]
let seasons: [WordKey: Int] = ["spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12]
let seasonLeads: WordSet = ["in", "the", "by", "during", "until", "since", "mid", "late", "early"]
let decadeWords: [WordKey: Int] = [
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90, "noughties": 100,
]
let dayWords: [WordKey: Int] = [
    "today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "tmrw": 1,
]

let yearWordShift: [WordKey: Int] = ["last": -1, "this": 0, "next": 1, "previous": -1]
let shiftWords: [WordKey: Int] = [
    "last": -1, "this": 0, "next": 1, "previous": -1, "current": 0, "prior": -1, "past": -1, "coming": 1,
    "following": 1, "upcoming": 1,
]
let unitAdjectives = WordSet("fiscal calendar full working work whole entire upcoming coming")
let relativeUnits = WordSet("year quarter month week weekend decade")
let definiteLeads = WordSet("of for in during over at")

let spanUnits: [WordKey: TimeSpan.Unit] = [
    "second": .second, "seconds": .second, "sec": .second, "secs": .second, "minute": .minute, "minutes": .minute,
    "min": .minute, "mins": .minute, "hour": .hour, "hours": .hour, "hr": .hour, "hrs": .hour, "day": .day,
    "days": .day,
    "night": .day, "nights": .day, "week": .week, "weeks": .week, "weekend": .weekend, "weekends": .weekend,
    "fortnight": .fortnight, "fortnights": .fortnight, "month": .month, "months": .month, "quarter": .quarter,
    "quarters": .quarter, "year": .year, "years": .year, "yr": .year, "yrs": .year, "decade": .decade,
    "decades": .decade, "century": .century, "centuries": .century,
]
/// Units that may be glued to digits.
let gluedUnits: [WordKey: TimeSpan.Unit] = [
    "h": .hour, "hr": .hour, "hrs": .hour, "hour": .hour, "hours": .hour, "min": .minute, "mins": .minute,
    "sec": .second, "secs": .second, "day": .day, "days": .day, "week": .week, "weeks": .week, "month": .month,
    "months": .month, "yr": .year, "yrs": .year, "year": .year, "years": .year,
]
let businessWords = WordSet("business working trading")
let lengthAdjectives = WordSet("full more consecutive straight whole calendar fiscal additional extra long short")
let durationStarters = WordSet("a an another few several some couple half all ½")
let offsetStarters = WordSet("a an another few couple half several")
let rateLeads = WordSet(
    "once twice times million billion trillion thousand hundred % percent cents per time what such one"
)
.union(WordSet(currencyWords.keys))

/// "3-year-old", "a year-over-year rise"
let compoundEnds: WordSet = ["old", "olds", "a", "over", "on", "end", "round", "ago", "to"]
let backwardWords = WordSet("has have had was were n't not never ever once since took put did hasn haven hadn")
let forwardWords = WordSet(
    "will 'll would should could may might can to expects expect plans due shall going be want wants")
let agoWords: WordSet = ["ago", "earlier", "before", "previously"]
let offsetMarks: WordSet = ["before", "after", "from", "since"]
let startingWords = WordSet("starting beginning commencing")
let endingWords = WordSet("ended ending ends through to")
let endedLeads: WordSet = ["the", "a", "fiscal", "its", "full", "financial"]
let superlatives = WordSet(
    "first best worst biggest largest highest lowest fastest slowest most smallest longest strongest weakest steepest only"
)
let movingWords = WordSet(
    "moved delayed pushed postponed shifted brought slipped rescheduled changed revised deferred")

let yearLeads = WordSet("in since by until till before after from of")
let afterYear = WordSet("and to as by with for but or when at the is was it he she they")
let yearFillers: WordSet = [",", "of", "the", "its", "in", "for"]
let timePrepositions: WordSet = [
    "in", "since", "until", "by", "of", "on", "from", "during", "last", "this", "next", "late", "early", "mid", "to",
    "and", "before", "after", "through", "between", "till",
]
let spanWords: WordSet = ["to", "through", "thru", "until", "till"]
let partFillers = WordSet("the early late mid - end start middle beginning of year")
let futureWords: WordSet = [
    "will", "next", "by", "expects", "expected", "due", "until", "plans", "planned", "promised", "scheduled", "slated",
    "should", "later", "to",
]
let plannedWords = WordSet("will expects expected due scheduled plans slated")
let auxiliaries = WordSet("will would to can could may might must should shall not n't does did do 'll")
let sayingWords: WordSet = [
    "said", "announced", "told", "reported", "unveiled", "launched", "released", "wrote", "confirmed",
]
let events: WordSet = ["announcement", "launch", "release", "unveiling", "news", "debut", "report", "results"]

let edgeWords: [WordKey: TimeExpression.Part] = [
    "beginning": .start, "start": .start, "opening": .start, "middle": .middle, "end": .end, "close": .end,
    "rest": .end, "remainder": .end, "remaining": .end,
]
let earlyWords: [WordKey: TimeExpression.Part] = [
    "early": .start, "mid": .middle, "late": .end, "earlier": .start, "later": .end, "end": .end,
]
let laterWords: [WordKey: TimeExpression.Part] = ["earlier": .start, "later": .end]

struct RelationPhrase {
    let words: [WordKey]
    let relation: TimeExpression.Relation

    init(_ text: String, _ relation: TimeExpression.Relation) {
        words = text.split(separator: " ").map { WordKey($0) }
        self.relation = relation
    }
}

let relationPhrases: [RelationPhrase] = [
    RelationPhrase("no later than", .until), RelationPhrase("as early as", .since),
    RelationPhrase("as late as", .until),
    RelationPhrase("later than", .after), RelationPhrase("greater than", .after),
    RelationPhrase("earlier than", .before),
    RelationPhrase("prior to", .before), RelationPhrase("starting on", .since), RelationPhrase("starting in", .since),
    RelationPhrase("starting from", .since), RelationPhrase("beginning on", .since),
    RelationPhrase("beginning in", .since),
    RelationPhrase("starting", .since), RelationPhrase("beginning", .since), RelationPhrase("effective", .since),
    RelationPhrase("since", .since), RelationPhrase("after", .after), RelationPhrase("before", .before),
    RelationPhrase("until", .until), RelationPhrase("till", .until), RelationPhrase("by", .until),
]
let relationsAfter: [WordKey: TimeExpression.Relation] = [
    "later": .since, "after": .since, "greater": .since, "beyond": .since, "onward": .since, "earlier": .until,
    "before": .until,
]

let dayHalves: [WordKey: Int] = [
    "am": 0, "a.m.": 0, "a.m": 0, "pm": 12, "p.m.": 12, "p.m": 12,
]
let timeZones = WordSet("et est edt pt pst pdt ct cst cdt mt gmt utc bst cet cest ist jst kst hkt sgt aest")

/// Words that may begin a time expression; digits may as well.
let timeStarters: WordSet = {
    var keys: [WordKey] = []
    keys += months.keys
    keys += weekdays.keys
    keys += shortWeekdays.keys
    keys += ordinalWords.keys
    keys += ordinals.keys
    keys += seasons.keys
    keys += decadeWords.keys
    keys += dayWords.keys
    keys += shiftWords.keys
    keys += edgeWords.keys
    keys += earlyWords.keys
    keys += [
        "the", "a", "an", "in", "within", "year", "ytd", "fiscal", "calendar", "cy", "week", "w", "quarter", "now",
    ]
    keys += ["eoy", "eom", "month", "day", "to", "till", "few", "couple", "another", "half", "several", "final", "fy"]
    keys += ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    keys += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty"]
    keys += ["forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    return WordSet(keys)
}()
