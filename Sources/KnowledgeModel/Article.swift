/// The source text with what is known about its publication.
public struct Article: Equatable, Sendable {
    public var title: String?
    public var publisher: String?
    public var author: String?
    public var url: String?
    public var publishedOn: CalendarDate?
    /// The body, free of page furniture; evidence spans point into it.
    public var text: String
    /// Lower-case hexadecimal SHA-256 of the bytes that the article was read from.
    public var sha256: String

    public init(
        title: String? = nil,
        publisher: String? = nil,
        author: String? = nil,
        url: String? = nil,
        publishedOn: CalendarDate? = nil,
        text: String,
        sha256: String
    ) {
        self.title = title
        self.publisher = publisher
        self.author = author
        self.url = url
        self.publishedOn = publishedOn
        self.text = text
        self.sha256 = sha256
    }

    /// The public identifier: the first 16 digits of the hash.
    public var id: String { String(sha256.prefix(16)) }
}
