/// Words that end in a full stop of their own, without it.
enum Abbreviations {
    /// Titles and the like: never the end of a sentence.
    static let leading = WordSet(
        """
        mr mrs ms mx dr prof gen sen rep gov st sr hon rev fr capt col lt sgt cpl maj cmdr adm supt det messrs mlle mme \
        mt ft vs approx est ca cf e.g i.e attn ph tel dept
        """
    ).union(beforeNumbers)
    /// Abbreviations only where a number follows.
    static let beforeNumbers = WordSet("no nos fig figs vol vols pp sec ch art eq para p c b d m")
    /// Legal forms, months and the like: the end of a sentence only if the next word shows it.
    static let trailing = WordSet(
        """
        inc corp co ltd llc plc bros jr etc al jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur \
        thurs fri sat sun univ mn bn esq ave blvd rd assn intl mfg
        """)
    static let all = leading.union(trailing)
    /// In bytes.
    static let longest = 6
}
