package io.rfmstreams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages point one way: what is inside knows nothing of what is outside. */
class ArchitectureTest {

    private static final String ROOT = "io.rfmstreams.";

    /** What each package may use of the project, beside itself. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("rfm", List.of()),
            Map.entry("segment", List.of("rfm")),
            Map.entry("training", List.of("rfm", "segment")),
            Map.entry("contract", List.of("rfm", "segment")),
            Map.entry("files", List.of("rfm", "contract")),
            Map.entry("topology", List.of("rfm", "segment", "contract")),
            Map.entry("query", List.of("rfm", "segment", "contract", "topology")),
            Map.entry("insights", List.of("rfm", "segment", "training", "contract")),
            Map.entry("http", List.of("query", "insights", "segment")),
            Map.entry(
                    "app", List.of("rfm", "segment", "training", "contract", "topology", "query", "insights", "http")),
            Map.entry("demo", List.of("rfm", "segment", "contract", "files", "app")),
            Map.entry("cli", List.of("rfm", "segment", "training", "contract", "insights", "files", "app", "demo")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.rfmstreams");

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void shouldUseOnlyWhatLiesFurtherInside(String name) {
        String[] others = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(name) && !MAY_USE.get(name).contains(other))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        if (others.length > 0) {
            check(noClasses()
                    .that()
                    .resideInAPackage(ROOT + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
        }
    }

    @Test
    void shouldKnowEveryPackage() {
        check(classes()
                .should()
                .resideInAnyPackage(packages().map(name -> ROOT + name + "..").toArray(String[]::new)));
    }

    @Test
    void shouldShowThePackagesInTheDocuments() {
        // When
        Map<String, List<String>> documented =
                Page.of("docs/architecture.md").table("## Packages", "| package | holds | may use |").stream()
                        .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), row -> Page.codes(row.get(2))
                                .toList()));

        // Then
        assertThat(documented).isEqualTo(MAY_USE);
    }

    @Test
    void shouldKeepPureCodeFreeOfKafkaAndJson() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + "rfm..", ROOT + "segment..", ROOT + "training..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "com.fasterxml..", "org.slf4j.."));
    }

    @Test
    void shouldEndTheProcessAndPrintInTheCommandsOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .accessField(System.class, "out"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
