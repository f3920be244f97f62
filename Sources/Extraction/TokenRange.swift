/// A range of tokens; one that would run backwards is empty.
///
/// Rules look a few tokens ahead and behind and meet the ends of sentences all the time. With this operator, which in
/// this module takes the place of the standard library's for integers, such a look finds nothing instead of trapping.
func ..< (lower: Int, upper: Int) -> Range<Int> {
    Range(uncheckedBounds: (lower, upper < lower ? lower : upper))
}
