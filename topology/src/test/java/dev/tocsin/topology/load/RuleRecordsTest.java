package dev.tocsin.topology.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.topology.enrich.Enricher;
import dev.tocsin.topology.enrich.EntityLists;
import dev.tocsin.topology.enrich.GeoLookup;
import dev.tocsin.topology.enrich.InternalNetworks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleRecordsTest {
    private final RuleRecords records = new RuleRecords();

    @Test
    void aRecordWithoutARuleFileIsAProblemUntilItIsReplaced() {
        records.rule("a.yml", bytes("{\"path\": \"a.yml\"}"));
        records.rule("b.yml", bytes("not json"));
        assertThat(problems())
                .extracting(problem -> problem.file())
                .containsExactly("a.yml", "b.yml");
        records.rule("a.yml", null);
        records.rule("b.yml", bytes("{\"text\": \"\"}"));
        assertThat(problems()).isEmpty();
    }

    private List<Problem> problems() {
        return records.rules().compile(Placeholders.none()).problems();
    }

    @Test
    void listsComeAndGo() {
        records.list("Administrators", bytes("{\"values\": [\"alice\", 7]}"));
        assertThat(records.lists()).isEqualTo(Map.of("Administrators", List.of("alice", "7")));
        records.list("Administrators", null);
        assertThat(records.lists()).isEmpty();
    }

    @Test
    void aListOfAKindSaysSomethingOfEntitiesUntilItIsGone() {
        ObjectNode event = Json.object();
        event.putObject("url").put("domain", "evil.test");
        records.list("evil", bytes("{\"kind\": \"watch\", \"values\": [\"evil.test\"]}"));
        assertThat(watch(event.deepCopy())).isEqualTo("evil");
        records.list("evil", bytes("{\"values\": [\"evil.test\"]}"));
        assertThat(watch(event.deepCopy())).isEmpty();
    }

    private String watch(ObjectNode event) {
        EntityLists lists = records.entities();
        new Enricher(InternalNetworks.of(List.of()), GeoLookup.none(), () -> lists).enrich(event);
        return event.at("/tocsin/watch/0").asText();
    }

    @Test
    void aRuleFileIsCompiledFromItsText() {
        records.rule(
                "a.yml",
                bytes(
                        """
                        {"path": "a.yml", "text": "title: x\\nname: x\\nlogsource: {product: any}\\ndetection: {s: {a: b}, condition: s}\\nlevel: low\\n"}
                        """));
        assertThat(records.rules().compile(Placeholders.none()).rules().rules()).hasSize(1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
