package dev.tocsin.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compiled;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessTest {
    private static final String IDENTIFIERS =
            """
              id: {EventID: 1}
              long: {CommandLine|contains: '--some-rare-option'}
              short: {CommandLine|contains: 'x'}
              any: {Image|endswith: ['\\\\aaaa.exe', '\\\\bbbb.exe']}
              nil: {User: null}
              ref: {User|fieldref: Owner}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            nullValues = "none",
            textBlock =
                    """
                    id and long;             CommandLine contains '--some-rare-option'
                    id and short;            EventID equals '1'
                    any;                     Image endswith '\\aaaa.exe' or Image endswith '\\bbbb.exe'
                    id or long;              EventID equals '1' or CommandLine contains '--some-rare-option'
                    id and not long;         EventID equals '1'
                    not id;                  none
                    id or not long;          none
                    not (not id or not short);  EventID equals '1'
                    nil;                     none
                    nil and id;              EventID equals '1'
                    not nil;                 User exists 'true'
                    ref;                     User exists 'true'
                    """)
    void rarestNecessaryPredicatesAreChosen(String condition, String witness) {
        Compiled rules = Compiled.detection(IDENTIFIERS + "  condition: " + condition + "\n");
        RulePlan plan = Objects.requireNonNull(rules.rules().rule("test"));

        Witness found = Witness.of(plan.condition());

        assertThat(found == null ? null : found.toString()).isEqualTo(witness);
    }
}
