package dev.tocsin.rules.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Compiled;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.eval.PlainMatcher;
import dev.tocsin.rules.explain.CatalogEntry;
import dev.tocsin.rules.explain.RuleCard;
import dev.tocsin.rules.explain.RuleCatalog;
import dev.tocsin.rules.explain.Style;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a rule file holds, the compiler says what is wrong with it, and ends. */
class RuleFuzzTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);
    private static final String EVERYTHING =
            """
            title: Everything
            name: everything
            logsource: {product: p, service: s}
            detection:
              selection:
                Image|endswith: ['\\\\a.exe', '\\\\b.exe']
                CommandLine|contains|all: [' -x ', 'y*z?']
                a|re|i: '(foo|bar)+baz$'
                ip|cidr: [10.0.0.0/8, 'fe80::/10']
                n|gte: 7
                t|hour|lt: 6
              keywords: [alpha, 'be*ta']
              filter_main:
                - u|base64offset|contains: secret
                - v|wide|base64: other
                - w|fieldref: a
                - x: null
                - y|exists: false
                - z|neq: ''
                - d|windash|contains: ' -enc'
              condition: (selection or keywords) and not 1 of filter_*
            ---
            title: Count
            name: count
            correlation:
              type: value_count
              rules: [everything]
              group-by: [who]
              aliases: {who: {everything: u}}
              timespan: 5m
              condition: {field: [a, b], gte: 3}
            tocsin: {grace: 10m, suppress: {for: 1h, by: [who]}}
            ---
            title: Filter
            logsource: {product: p}
            filter: {rules: [everything], f: {a: 1}, condition: not f}
            """;
    private static final JsonNode EVENT =
            Compiled.json(
                    """
                    {'Image': 'C:\\\\a.exe', 'CommandLine': 'q -x yAzB', 'a': ['foobaz', 1, null],
                     'ip': '10.1.2.3', 'n': 9.5, 't': '2026-01-01T03:00:00Z', 'x': {'y': [[]]},
                     'event': {'action': 'ssh_login', 'outcome': 'failure'}, 'm': 'alpha beta'}
                    """);

    @Test
    void noTextMakesTheCompilerFail() throws IOException {
        List<String> texts = new ArrayList<>(List.of(EVERYTHING));
        RuleDirectory.read(Path.of("rules")).forEach(file -> texts.add(file.text()));
        Mutations mutations = new Mutations(Fuzz.seed(), texts);
        int sound = 0;
        for (int i = 0; i < Fuzz.cases(); i++) {
            int number = i;
            String text = mutations.next();
            boolean compiled =
                    assertTimeoutPreemptively(
                            GENEROUS, () -> compiles(text, number), Fuzz.replay(number));
            sound += compiled ? 1 : 0;
        }
        assertThat(sound).as("rules that survived their changes").isPositive();
    }

    /** Everything that an author can do with a text; whether a rule came out of it. */
    private static boolean compiles(String text, int number) {
        try {
            RuleCatalog catalog =
                    RuleCatalog.of(
                            List.of(new RuleFile("f.yml", text)), List.of(), Placeholders.none());
            Compilation compilation = catalog.compilation();
            for (Problem problem : compilation.problems()) {
                assertThat(problem.line()).as("%s: %s", Fuzz.replay(number), problem).isPositive();
                assertThat(problem.message()).startsWith("Expected ");
            }
            for (CatalogEntry entry : catalog.entries()) {
                assertThat(RuleCard.text(catalog, entry, Style.PLAIN)).isNotEmpty();
            }
            assertThat(compilation.rules().match(EVENT))
                    .as("%s:%n%s", Fuzz.replay(number), text)
                    .isEqualTo(new PlainMatcher(compilation.rules().rules()).match(EVENT));
            return !compilation.rules().rules().isEmpty();
        } catch (RuntimeException e) {
            throw new AssertionError("%s:%n%s".formatted(Fuzz.replay(number), text), e);
        }
    }

    @Test
    void theTextThatIsChangedIsSound() {
        assertThat(
                        RuleCompiler.compile(
                                        List.of(new RuleFile("e.yml", EVERYTHING)),
                                        Placeholders.none())
                                .hasErrors())
                .isFalse();
    }
}
