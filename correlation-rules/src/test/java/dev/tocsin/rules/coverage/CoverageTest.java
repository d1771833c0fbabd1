package dev.tocsin.rules.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final String RULES =
            """
            title: One
            name: one
            logsource: {product: windows, service: windefend}
            detection:
              selection: {EventID: 1116, Threat Name|contains: a}
              other: {EventID: 1117, Threat Name: null}
              condition: selection or not other
            ---
            title: Two
            name: two
            logsource: {product: windows, service: windefend}
            detection:
              selection: {EventID: 5001}
              keywords: [a, b]
              condition: selection and keywords
            ---
            title: Three
            name: three
            logsource: {product: acme}
            detection:
              selection: {door|fieldref: gate, lock|exists: true}
              condition: selection
            """;

    private final Coverage coverage =
            Coverage.of(
                    RuleCompiler.compile(
                                    List.of(new RuleFile("rules.yml", RULES)), Placeholders.none())
                            .rules()
                            .rules());

    @Test
    void logSourcesStandInTheOrderOfTheirNames() {
        assertThat(coverage.sources())
                .extracting(source -> source.source().product())
                .containsExactly("acme", "windows");
        assertThat(coverage.rules()).isEqualTo(3);
        assertThat(coverage.fields()).isEqualTo(5);
    }

    @Test
    void aFieldIsCountedOncePerRule() {
        SourceCoverage defender = coverage.sources().getLast();

        assertThat(defender.rules()).isEqualTo(2);
        assertThat(defender.fields())
                .extracting(field -> field.name() + " " + field.rules() + " " + field.found())
                .containsExactly("EventID 2 MAPPED", "Threat Name 1 NAMESPACE");
        assertThat(coverage.uses(Found.MAPPED)).isEqualTo(2);
        assertThat(coverage.uses(Found.NAMESPACE)).isEqualTo(1);
        assertThat(coverage.uses(Found.OWN_NAME)).isEqualTo(3);
    }

    @Test
    void aLogSourceThatNobodyMappedHasOnlyTheFieldsOwnNames() {
        SourceCoverage acme = coverage.sources().getFirst();

        assertThat(acme.namespaces()).isEmpty();
        assertThat(acme.fields(Found.OWN_NAME))
                .extracting(FieldCoverage::name)
                .containsExactly("door", "gate", "lock");
        assertThat(acme.fields().getFirst().places())
                .containsExactly("door", "custom.door", "mozdef.details.door");
    }

    @Test
    void logSourcesThatDifferInAFurtherDimensionAreTwo() {
        String rule =
                """
                title: %1$s
                name: %1$s
                logsource: {product: acme, site: %1$s}
                detection:
                  selection: {door: open}
                  condition: selection
                """;
        List<RuleFile> files =
                List.of(
                        new RuleFile("north.yml", rule.formatted("north")),
                        new RuleFile("south.yml", rule.formatted("south")));

        assertThat(
                        CoverageText.write(
                                Coverage.of(
                                        RuleCompiler.compile(files, Placeholders.none())
                                                .rules()
                                                .rules())))
                .contains("product acme, site north: 1 rule\n")
                .contains("product acme, site south: 1 rule\n");
    }

    @Test
    void theReportNamesFieldsWithoutAMappingAndWhereTheyAreLookedFor() {
        assertThat(CoverageText.write(coverage))
                .contains("product windows, service windefend: 2 rules\n  mapped: EventID (2)\n")
                .contains(
                        "  without a mapping, in winlog.event_data.{field}, winlog.user_data.{field}, winlog.{field}: Threat Name (1)\n")
                .contains("product acme: 1 rule\n")
                .contains("  without a mapping, under its own name: door (1), gate (1), lock (1)\n")
                .endsWith(
                        "3 rules, 2 log sources, 5 fields, 6 uses: 2 mapped, 1 in the log source's namespace, 3 under their own name only\n");
    }

    @Test
    void theJsonHasThePlacesOfEveryField() {
        assertThat(CoverageJson.summary(coverage))
                .hasToString(
                        "{\"rules\":3,\"log_sources\":2,\"fields\":5,\"uses\":{\"mapped\":2,\"namespace\":1,\"own-name\":3}}");
        assertThat(CoverageJson.write(coverage).at("/sources/1/fields/0"))
                .hasToString(
                        "{\"name\":\"EventID\",\"rules\":2,\"found\":\"mapped\",\"places\":[\"winlog.event_id\",\"event.code\",\"winlog.event_data.EventID\",\"winlog.user_data.EventID\",\"winlog.EventID\",\"EventID\",\"custom.EventID\",\"mozdef.details.EventID\"]}");
    }
}
