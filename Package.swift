// swift-tools-version: 6.2
import PackageDescription

// A folder is a layer and a layer is a target; a target imports only targets declared above it.
let package = Package(
    name: "dossier",
    products: [
        .library(name: "Dossier", targets: ["Dossier"]),
        .library(name: "TextAnalysis", targets: ["TextAnalysis"]),
        .library(name: "SQLite", targets: ["SQLite"]),
        .library(name: "Presentation", targets: ["Presentation"]),
        .executable(name: "dossier", targets: ["dossier"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .target(name: "CMigrations"),
        .target(name: "CLexicon"),
        .target(name: "CKernels"),
        .target(name: "CModelWeights"),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(name: "KnowledgeModel"),
        .target(
            name: "KnowledgeStore",
            dependencies: [
                "CMigrations", "SQLite", "KnowledgeModel",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .target(name: "TextAnalysis", dependencies: ["CKernels", "CModelWeights", "KnowledgeModel"]),
        .target(
            name: "Extraction",
            dependencies: ["CLexicon", "KnowledgeModel", "TextAnalysis"],
            exclude: ["Lexicon", "RuleFiles", "Calibration/calibration.tsv"]
        ),
        .target(
            name: "Ingestion",
            dependencies: [
                "KnowledgeModel", "KnowledgeStore", "TextAnalysis", "Extraction",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "Dossier",
            dependencies: ["KnowledgeModel", "KnowledgeStore", "Ingestion", "Extraction"]
        ),
        .target(name: "Evaluation", dependencies: ["KnowledgeModel", "TextAnalysis", "Extraction", "Ingestion"]),
        .target(
            name: "Presentation",
            dependencies: [
                "SQLite", "KnowledgeModel", "KnowledgeStore", "TextAnalysis", "Extraction", "Evaluation",
            ]
        ),
        .target(
            name: "Commands",
            dependencies: [
                "SQLite", "KnowledgeModel", "KnowledgeStore", "TextAnalysis", "Extraction", "Ingestion", "Dossier",
                "Evaluation", "Presentation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "dossier", dependencies: ["Commands"]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"]),
        .testTarget(
            name: "KnowledgeStoreTests",
            dependencies: ["KnowledgeStore", "KnowledgeModel", "SQLite", "TestSupport"]
        ),
        .testTarget(
            name: "TextAnalysisTests",
            dependencies: ["CKernels", "CModelWeights", "TextAnalysis", "KnowledgeModel", "TestSupport"]),
        .testTarget(
            name: "ExtractionTests",
            dependencies: ["Extraction", "TextAnalysis", "KnowledgeModel", "TestSupport"]
        ),
        .testTarget(
            name: "IngestionTests",
            dependencies: ["Ingestion", "Extraction", "KnowledgeStore", "KnowledgeModel", "SQLite", "TestSupport"]
        ),
        .testTarget(
            name: "EvaluationTests",
            dependencies: ["Evaluation", "Extraction", "Ingestion", "KnowledgeModel", "TestSupport"]
        ),
        .testTarget(
            name: "PresentationTests",
            dependencies: [
                "Presentation", "Evaluation", "Extraction", "KnowledgeStore", "KnowledgeModel", "SQLite", "TestSupport",
            ]
        ),
        .testTarget(name: "DossierTests", dependencies: ["Dossier", "TestSupport"]),
        .testTarget(name: "CommandsTests", dependencies: ["dossier", "SQLite", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x
)

for target in package.targets where target.type != .system {
    if target.name.hasPrefix("C") && target.name.dropFirst().first?.isUppercase == true { continue }
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}
