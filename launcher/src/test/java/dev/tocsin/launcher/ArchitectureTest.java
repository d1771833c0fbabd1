package dev.tocsin.launcher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packages keep to the module graph of ARCHITECTURE.md, and time and chance stay outside. */
class ArchitectureTest {
    private static JavaClasses tocsin;

    @BeforeAll
    static void read() {
        tocsin =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.tocsin");
    }

    @Test
    void everyModuleOfTheGraphIsSeen() {
        for (String name :
                new String[] {
                    "bridge.http", "bridge.rabbit", "rules", "topology", "desk", "embedded"
                }) {
            assertThat(
                            tocsin.stream()
                                    .anyMatch(
                                            c ->
                                                    c.getPackageName()
                                                            .startsWith("dev.tocsin." + name)))
                    .as("classes of dev.tocsin.%s", name)
                    .isTrue();
        }
    }

    @Test
    void theModelKnowsNoOtherModule() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.tocsin.topic..",
                        "dev.tocsin.event..",
                        "dev.tocsin.alert..",
                        "dev.tocsin.id..",
                        "dev.tocsin.token..",
                        "dev.tocsin.json..",
                        "dev.tocsin.text..",
                        "dev.tocsin.config..",
                        "dev.tocsin.tls..",
                        "dev.tocsin.plugin..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tocsin.topic..",
                        "dev.tocsin.event..",
                        "dev.tocsin.alert..",
                        "dev.tocsin.id..",
                        "dev.tocsin.token..",
                        "dev.tocsin.json..",
                        "dev.tocsin.text..",
                        "dev.tocsin.config..",
                        "dev.tocsin.tls..",
                        "dev.tocsin.plugin..",
                        "java..",
                        "javax.net.ssl..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "com.fasterxml.jackson..",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..")
                .check(tocsin);
    }

    @Test
    void theRuleLanguageKnowsNoKafka() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "dev.tocsin.topology..",
                        "dev.tocsin.bridge..",
                        "dev.tocsin.desk..")
                .check(tocsin);
    }

    @Test
    void theTopologyKnowsNoTransport() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin.topology..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.javalin..",
                        "com.rabbitmq..",
                        "com.mongodb..",
                        "dev.tocsin.bridge..",
                        "dev.tocsin.desk..")
                .check(tocsin);
    }

    @Test
    void theBridgesKnowNeitherRulesNorEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin.bridge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tocsin.rules..", "dev.tocsin.topology..", "dev.tocsin.desk..")
                .check(tocsin);
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin.bridge.http..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tocsin.bridge.rabbit.."))
                .check(tocsin);
    }

    @Test
    void theDeskKnowsOnlyTheModel() {
        noClasses()
                .that()
                .resideInAPackage("dev.tocsin.desk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tocsin.rules..", "dev.tocsin.topology..", "dev.tocsin.bridge..")
                .check(tocsin);
    }

    @Test
    void timeAndChanceAreGivenToWhatMustBeRepeatable() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.tocsin.topology..", "dev.tocsin.rules..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .check(tocsin);
    }
}
