package dev.tocsin.desk.veris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.desk.http.Fault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class VerisCheckTest {
    private static final String WHOLE =
            """
            {"schema_version":"1.4.1","incident_id":"a","security_incident":"Confirmed",
            "summary":"x","timeline":{"incident":{"year":2024}},
            "victim":{"country":["DE"],"employee_count":"Small","industry":"52","government":["NA"]},
            "actor":{"external":{"variety":["Unknown"],"motive":["Financial"]}},
            "action":{"hacking":{"variety":["SQLi"],"vector":["Web application"]}},
            "asset":{"assets":[{"variety":"S - Web application"}],"cloud":["NA"]},
            "attribute":{"integrity":{"variety":["Defacement"]}},
            "discovery_method":{"unknown":true}}
            """;

    private final VerisCheck check = new VerisCheck(new Vocabulary());

    @Test
    void findsNothingWrongWithAWholeRecord() {
        VerisReport report = check.check(read(WHOLE));

        assertThat(report.errors()).isEmpty();
        assertThat(report.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0} in place of {1}: {2} {3}")
    @CsvFileSource(resources = "vectors.tsv", delimiter = '\t', quoteCharacter = '~')
    void saysWhatIsWrongAndWhere(String from, String to, String kind, String pointer) {
        assertThat(WHOLE).contains(from);

        VerisReport report = check.check(read(WHOLE.replace(from, to)));

        switch (kind) {
            case "valid" -> {
                assertThat(report.errors()).isEmpty();
                assertThat(report.warnings()).isEmpty();
            }
            case "error" -> assertThat(report.errors()).extracting(Fault::at).contains(pointer);
            default -> {
                assertThat(report.errors()).isEmpty();
                assertThat(report.warnings()).extracting(Fault::at).contains(pointer);
            }
        }
    }

    @Test
    void namesTheNearestValue() {
        VerisReport report = check.check(read(WHOLE.replace("\"SQLi\"", "\"SQL i\"")));

        assertThat(report.errors().getFirst().detail()).contains("the nearest is SQLi");
    }

    @Test
    void keepsAnOldRecordWithoutCheckingIt() {
        VerisReport report = check.check(read("{\"schema_version\":\"1.2\",\"any\":1}"));

        assertThat(report.legacy()).isTrue();
        assertThat(report.errors()).isEmpty();
    }

    @Test
    void warnsOfAMemberThatIsThereTwice() {
        VerisReport report =
                check.check(read("{\"schema_version\":\"1.2\",\"a\":{\"b\":1,\"b\":2}}"));

        assertThat(report.warnings()).extracting(Fault::at).contains("/a/b");
    }

    @Test
    void refusesWhatIsNoRecord() {
        for (String wrong : new String[] {"", "[]", "{", "{} {}", "\"x\"", deep()}) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> read(wrong))
                    .withMessageStartingWith("Expected");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerisDocument.read(new byte[] {'{', '"', (byte) 0xFF, '}'}));
    }

    private static String deep() {
        return "{\"a\":".repeat(VerisDocument.MAX_DEPTH + 1)
                + "1"
                + "}".repeat(VerisDocument.MAX_DEPTH + 1);
    }

    private static VerisDocument read(String text) {
        return VerisDocument.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
