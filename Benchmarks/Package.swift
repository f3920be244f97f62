// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what only measurements need never reaches the program.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "dossier", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "AnalysisBenchmark",
            dependencies: [
                .product(name: "TextAnalysis", package: "dossier"), .product(name: "Dossier", package: "dossier"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
