package dev.tocsin.topology.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A corpus of rules that is not ours, and events that its authors say must match, each {@code
 * <id>.json} with the ids of its rules in {@code <id>.info.yml}. Runs only with {@code
 * -Dtocsin.corpus=DIR -Dtocsin.regression=DIR}.
 */
class RegressionCorpusTest {
    private static final Instant RECEIVED_AT = Instant.parse("2030-01-01T00:00:00Z");
    private static final Pattern RULE = Pattern.compile("(?m)^ {4}- id: *([0-9a-f-]{36})");

    @Test
    void everyEventMatchesItsRules() throws IOException {
        RuleSet rules =
                RuleCompiler.compile(
                                RuleDirectory.read(directory("tocsin.corpus")), Placeholders.none())
                        .rules();
        List<String> silent = new ArrayList<>();
        int events = 0;
        for (Path info : infos(directory("tocsin.regression"))) {
            TreeSet<String> missing = new TreeSet<>(expected(info));
            for (ObjectNode event : events(info)) {
                for (RuleMatch match : rules.match(event)) {
                    missing.remove(match.rule().alertRule().id());
                }
                events++;
            }
            missing.forEach(id -> silent.add(info.getFileName() + ": " + id));
        }
        assertThat(events).as("events in the regression directory").isPositive();
        assertThat(silent).as("rules that stay silent, of " + events + " events").isEmpty();
    }

    private static Path directory(String property) {
        String set = System.getProperty(property, "");
        assumeTrue(!set.isEmpty(), "Expected -D" + property + "=DIR, but it is not set: skipped");
        return Path.of(set);
    }

    private static List<Path> infos(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".info.yml")).sorted().toList();
        }
    }

    /** A file may hold several events, one after the other; any of them may be the one. */
    private static List<ObjectNode> events(Path info) throws IOException {
        String name = info.getFileName().toString();
        Path json = info.resolveSibling(name.replace(".info.yml", ".json"));
        List<ObjectNode> events = new ArrayList<>();
        EventNormalizer normalizer = new EventNormalizer();
        try (MappingIterator<ObjectNode> sent =
                Json.MAPPER.readerFor(ObjectNode.class).readValues(Files.readAllBytes(json))) {
            while (sent.hasNext()) {
                events.add(
                        normalizer
                                .normalize(sent.next(), IngestInfo.of(RECEIVED_AT, name))
                                .event());
            }
        }
        return events;
    }

    private static List<String> expected(Path info) throws IOException {
        List<String> ids = new ArrayList<>();
        Matcher found = RULE.matcher(Files.readString(info));
        while (found.find()) {
            ids.add(found.group(1));
        }
        return ids;
    }
}
