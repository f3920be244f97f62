// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what only measurements need never reaches the program.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "dossier", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "AnalysisBenchmark",
            dependencies: [
                .product(name: "TextAnalysis", package: "dossier"), .product(name: "Dossier", package: "dossier"),
            ]
        ),
        // The baselines: SQLite's C interface, called from Swift and from C.
        .systemLibrary(name: "CSQLite3", path: "Sources/CSQLite", pkgConfig: "sqlite3"),
        .target(name: "CStoreBaseline", dependencies: ["CSQLite3"]),
        .executableTarget(
            name: "StoreBenchmark",
            dependencies: [
                "CSQLite3", "CStoreBaseline",
                .product(name: "SQLite", package: "dossier"), .product(name: "Dossier", package: "dossier"),
                .product(name: "Presentation", package: "dossier"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
