package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.compile.Compiled;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The matcher without an index is the judge of the matcher with one. */
class IndexOracleTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void indexFindsExactlyWhatThePlainMatcherFinds(long seed) {
        RandomRules random = new RandomRules(seed);
        Compiled compiled = Compiled.file(random.rules(60));
        assertThat(compiled.compilation().hasErrors()).as("%s", compiled.problems()).isFalse();
        RuleSet rules = compiled.rules();
        PlainMatcher oracle = new PlainMatcher(rules.rules());
        int matches = 0;

        for (int i = 0; i < 200; i++) {
            JsonNode event = random.event();
            List<RuleMatch> found = rules.match(event);
            assertThat(found).as("event %s", event).isEqualTo(oracle.match(event));
            matches += found.size();
        }

        assertThat(matches).isBetween(1000, 60 * 200 - 1000);
    }

    @Test
    void manyThreadsShareOneMatcher() throws Exception {
        RandomRules random = new RandomRules(99);
        RuleSet rules = Compiled.file(random.rules(40)).rules();
        PlainMatcher oracle = new PlainMatcher(rules.rules());
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            JsonNode event = random.event();
            tasks.add(() -> rules.match(event).equals(oracle.match(event)));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> agrees : threads.invokeAll(tasks)) {
                assertThat(agrees.get()).isTrue();
            }
        }
    }
}
