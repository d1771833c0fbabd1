package dev.tocsin.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleCheckTest {
    private static final String GOOD =
            """
            title: Good
            name: good
            logsource: {product: test}
            detection:
              selection: {a: 1}
              condition: selection
            ---
            title: Often
            name: often
            correlation:
              type: event_count
              rules: good
              timespan: 5m
              condition: {gte: 5}
            ---
            title: Not from the scanner
            logsource: {product: test}
            filter:
              rules: any
              selection: {b: 1}
              condition: not selection
            """;

    @Test
    void countsWhatIsThereAndWhatIsWrong() {
        RuleCheck check =
                RuleCheck.of(
                        List.of(
                                new RuleFile("good.yml", GOOD),
                                new RuleFile("bad.yml", "title: Bad\n---\n: :\n---\nfilter: {}\n")),
                        Placeholders.none());

        assertThat(RuleCheckJson.summary(check))
                .hasToString(
                        "{\"files\":2,\"documents\":6,\"rules\":1,\"correlations\":1,"
                                + "\"filters\":1,\"errors\":5,\"warnings\":0}");
    }

    @Test
    void writesEveryProblemWithItsPlace() {
        RuleCheck check =
                RuleCheck.of(List.of(new RuleFile("bad.yml", "title: Bad\n")), Placeholders.none());

        assertThat(RuleCheckJson.write(check).get("problems"))
                .hasToString(
                        "[{\"severity\":\"error\",\"file\":\"bad.yml\",\"document\":1,\"line\":1,"
                                + "\"column\":1,\"message\":\"Expected one of detection, correlation"
                                + " and filter, but found none\",\"hint\":\"add 'detection:' with a"
                                + " condition\"}]");
    }
}
