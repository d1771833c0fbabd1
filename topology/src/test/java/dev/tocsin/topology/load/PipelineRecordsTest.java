package dev.tocsin.topology.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.source.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Records of the rules topic that are pipelines. */
class PipelineRecordsTest {
    private static final String GOOD = "name: p\nsteps: [{set: {a: 1}}]";

    private final RuleRecords records = new RuleRecords();

    @Test
    void aPipelineIsNoRuleAndARuleNoPipeline() {
        put("pipelines/p.yml", GOOD);
        put("p.yml", "title: T\nlogsource: {product: p}\ndetection: {s: {a: 1}, condition: s}");

        assertThat(compiled().pipelines().pipelines()).hasSize(1);
        assertThat(records.rules().compile(Placeholders.none()).rules().rules()).hasSize(1);
    }

    @Test
    void aFileThatDoesNotCompileLeavesItsLastGoodVersionInForce() {
        put("pipelines/p.yml", GOOD);
        compiled();
        put("pipelines/p.yml", "name: p\nsteps: [{sett: {a: 2}}]");
        PipelineCompilation compiled = compiled();

        assertThat(compiled.hasErrors()).isTrue();
        assertThat(compiled.pipelines().pipelines())
                .singleElement()
                .extracting(Pipeline::steps)
                .asString()
                .contains("a");
    }

    @Test
    void aTombstoneTakesAPipelineAway() {
        put("pipelines/p.yml", GOOD);
        records.rule("pipelines/p.yml", null);

        assertThat(compiled().pipelines().pipelines()).isEmpty();
    }

    @Test
    void aRecordWithoutAFileIsAProblemOfThePipelinesAndLeavesWhatWasThere() {
        put("pipelines/p.yml", GOOD);
        records.rule("pipelines/p.yml", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(compiled().pipelines().pipelines()).hasSize(1);
        assertThat(compiled().problems())
                .extracting(Problem::file)
                .containsExactly("pipelines/p.yml");
        assertThat(records.rules().compile(Placeholders.none()).problems()).isEmpty();
        put("pipelines/p.yml", GOOD);
        assertThat(compiled().problems()).isEmpty();
    }

    private PipelineCompilation compiled() {
        return records.pipelines().compile(Placeholders.none());
    }

    private void put(String path, String text) {
        byte[] value =
                Json.object()
                        .put("path", path)
                        .put("text", text)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        records.rule(path, value);
    }
}
