/// Surnames that stand before or after the given name; the commonest of China and Korea, as the press writes them.
package enum EastAsianSurnames {
    /// In small letters.
    package static let folded: Set<String> = [
        "bai", "cai", "cao", "chang", "chen", "cheng", "choi", "chung", "cui", "deng", "ding", "dong", "du", "fan",
        "fang",
        "feng", "fu", "gao", "gu", "guo", "han", "hao", "he", "hou", "hu", "huang", "jang", "jia", "jiang", "jin",
        "jung",
        "kang", "kim", "kong", "lai", "lee", "lei", "li", "liang", "liao", "lim", "lin", "liu", "long", "lu", "luo",
        "lv",
        "ma", "mao", "meng", "mo", "pan", "park", "peng", "qian", "qin", "qiu", "ren", "shao", "shen", "shi", "shin",
        "song",
        "su", "sun", "tan", "tang", "tao", "tian", "wan", "wang", "wei", "wu", "xia", "xiang", "xiao", "xie", "xiong",
        "xu",
        "xue", "yan", "yang", "yao", "ye", "yin", "yoon", "yu", "yuan", "zeng", "zhang", "zhao", "zheng", "zhong",
        "zhou",
        "zhu", "zou",
    ]
}
