import Foundation
import KnowledgeModel
import SQLite
import TestSupport
import Testing

@testable import KnowledgeStore

@Suite struct SchemaTests {
    private func columns(_ view: String, _ connection: borrowing Connection) throws -> [String] {
        try connection.prepare("SELECT * FROM \(identifier: view) LIMIT 0").columnNames
    }

    private func withBase(_ body: (KnowledgeBase) throws -> Void) throws {
        try TestFiles.withScratchFolder { folder in
            try body(
                try KnowledgeBase(
                    path: folder.appending(path: "b.sqlite").path, for: .writing, now: { "2026-01-01T00:00:00Z" }))
        }
    }

    @Test func `Every fact view ends with its provenance`() throws {
        try withBase { base in
            for kind in ClaimKind.allCases {
                let names = try columns(kind.viewName, base.connection)
                #expect(
                    names.suffix(8) == [
                        "confidence", "article_id", "published_on", "quote", "quote_start", "quote_end", "extractor",
                        "claim_id",
                    ])
            }
        }
    }

    @Test func `The typed queries name the columns of the views, in their order`() throws {
        try withBase { base in
            func check<Row: View>(_ type: Row.Type) throws {
                #expect(try columns(Row.viewName, base.connection) == Row.columns.names)
                #expect(try base.fetch(Row.all).isEmpty)
            }
            try check(CapexFigure.self)
            try check(FinancialFigure.self)
            try check(StockMove.self)
            try check(Valuation.self)
            try check(FundingRound.self)
            try check(Investment.self)
            try check(Acquisition.self)
            try check(Partnership.self)
            try check(ModelRelease.self)
            try check(ModelAccess.self)
            try check(BenchmarkScore.self)
            try check(ModelSpec.self)
            try check(Capability.self)
            try check(Role.self)
            try check(UsageFigure.self)
            try check(Headcount.self)
            try check(Founding.self)
            try check(Quotation.self)
            try check(Relation.self)
            try check(Company.self)
            try check(Person.self)
            try check(Model.self)
            try check(Product.self)
            try check(Benchmark.self)
        }
    }

    @Test func `All tables are strict and every foreign key has an index`() throws {
        try withBase { base in
            var tables = try base.connection.prepare(
                "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'"
            )
            while try tables.step() {
                let name: String = try tables.read(0)
                #expect(try tables.read(1, as: Int.self) == 1, "\(name) is strict")
                var keys = try base.connection.prepare("SELECT \"from\" FROM pragma_foreign_key_list(?)")
                try keys.bind(name)
                while try keys.step() {
                    let column: String = try keys.read(0)
                    let indexed = try base.connection.first(
                        Int.self,
                        """
                        SELECT count(*) FROM (
                            SELECT i.name FROM pragma_index_list(?1) i JOIN pragma_index_info(i.name) c ON c.seqno = 0 AND c.name = ?2
                            UNION ALL SELECT 'key' FROM pragma_table_info(?1) WHERE name = ?2 AND pk = 1)
                        """, name, column)
                    #expect((indexed ?? 0) > 0, "\(name).\(column) has an index")
                }
            }
        }
    }

    @Test func `Queries on a company use indexes`() throws {
        try withBase { base in
            for view in ["capex_figures", "financial_figures", "stock_moves", "roles"] {
                var plan = try base.connection.prepare(
                    "EXPLAIN QUERY PLAN SELECT * FROM \(identifier: view) WHERE company = 'Meta'")
                var steps: [String] = []
                while try plan.step() { steps.append(try plan.read("detail")) }
                #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(view): \(steps)")
            }
        }
    }

    @Test func `The schema checks the same words as the types`() throws {
        let sql = Migration.embedded[0].sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for kind in ClaimKind.allCases {
            for field in kind.fields {
                guard case .word(let words) = field.type else { continue }
                let list = words.map { "'\($0)'" }.joined(separator: ", ")
                #expect(
                    sql.contains("\(field.name.rawValue) IN (\(list))")
                        || sql.contains("\(field.name.rawValue) IN ( \(list) )"), "\(kind) \(field.name)")
            }
        }
    }
}

@Suite struct SchemaDocumentTests {
    @Test func `The schema's document names every view and every column`() throws {
        let document = try TestFiles.text("docs/schema.md")
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let base = try KnowledgeBase(path: folder.appending(path: "b.sqlite").path, for: .writing, now: { "" })
            for view in PublicViews.all {
                #expect(document.contains("`\(view)"), "\(view)")
                for column in try base.connection.prepare("SELECT * FROM \(identifier: view) LIMIT 0").columnNames {
                    #expect(document.contains(column), "\(view).\(column)")
                }
            }
        }
    }
}
