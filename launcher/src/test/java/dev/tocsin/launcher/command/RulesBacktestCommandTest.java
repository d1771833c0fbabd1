package dev.tocsin.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.command.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesBacktestCommandTest {
    @TempDir Path directory;
    private Path rules;

    @BeforeEach
    void writeRules() throws IOException {
        rules = Files.createDirectory(directory.resolve("rules"));
        writeRules(3);
    }

    private void writeRules(int threshold) throws IOException {
        Files.writeString(
                rules.resolve("a.yml"),
                """
                title: Login failed
                name: failed
                logsource: {product: linux}
                detection: {s: {event.outcome: failure}, condition: s}
                level: low
                ---
                title: Root
                name: root
                logsource: {product: linux}
                detection: {s: {user.name: root}, condition: s}
                level: high
                ---
                title: Many failed logins
                name: many
                correlation:
                    type: event_count
                    rules: failed
                    group-by: user.name
                    timespan: 10m
                    condition: {gte: %d}
                """
                        .formatted(threshold));
    }

    @Test
    void printsTheAlertsAndHowManyEachRuleAndDayHas() throws IOException {
        Ran ran = backtest(write(failures("alice", 3) + event("x", "10:00:00", "root", "success")));

        assertThat(ran.out().lines().map(String::strip))
                .anyMatch(
                        line ->
                                line.matches(
                                        "2026-03-01T09:00:01.000Z +medium +3 +final +Many failed"
                                                + " logins +user.name=alice +[0-9a-f]{32}"))
                .anyMatch(line -> line.matches("2026-03-01T10:00:00.000Z +high +1 +final +Root .*"))
                .contains("1  Many failed logins (many)", "1  Root (root)", "2  2026-03-01");
        assertThat(ran.err()).contains("4 events").contains("0 repeated, 0 unreadable");
        assertThat(ran.code()).isZero();
    }

    @Test
    void jsonHasOneLineForEachAlertInItsLastRevision() throws IOException {
        Path events = write(failures("alice", 5));

        List<JsonNode> lines = json(backtest(events, "--json"));

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().at("/tocsin/alert/state").asText()).isEqualTo("final");
        assertThat(lines.getFirst().at("/tocsin/alert/count").asInt()).isEqualTo(5);
    }

    @Test
    void revisionsAreAllThatTheLiveSystemWouldHaveSaid() throws IOException {
        List<JsonNode> lines = json(backtest(write(failures("alice", 5)), "--json", "--revisions"));

        assertThat(lines)
                .extracting(line -> line.at("/tocsin/alert/state").asText())
                .startsWith("open")
                .endsWith("final");
        assertThat(lines)
                .extracting(line -> line.at("/event/id").asText())
                .containsOnly(lines.getFirst().at("/event/id").asText());
    }

    @Test
    void linesWithOneIdAreOneEvent() throws IOException {
        String twice = event("same", "09:00:01", "alice", "failure");

        Ran ran = backtest(write(twice + twice + twice));

        assertThat(ran.out()).doesNotContain("Many failed logins");
        assertThat(ran.err()).contains("1 events").contains("2 repeated");
    }

    @Test
    void takesOnlyTheEventsOfTheSpanBothEndsIncluded() throws IOException {
        Path events = write(failures("alice", 5));

        assertThat(
                        backtest(
                                        events,
                                        "--from",
                                        "2026-03-01T09:00:02Z",
                                        "--to",
                                        "2026-03-01T09:00:04")
                                .err())
                .contains("3 events");
        assertThat(backtest(events, "--from", "2026-03-01", "--to", "2026-03-01").err())
                .contains("5 events");
        assertThat(backtest(events, "--from", "2026-03-02").err()).contains("0 events");
        assertThat(backtest(events, "--from", "-1h").code()).isZero();
    }

    @Test
    void saysWhatIsWrongWithATime() throws IOException {
        Path events = write(failures("alice", 1));

        Ran ran = backtest(events, "--from", "yesterday");
        assertThat(ran.err()).contains("Expected a time").contains("--from, but found 'yesterday'");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(backtest(events, "--from", "1h", "--to", "2h").err())
                .contains("Expected --from to be before --to");
    }

    @Test
    void anEventWithoutATimeIsReportedAndTheNextIsTaken() throws IOException {
        Ran ran = backtest(write("{\"event\":{\"id\":\"x\"}}\n" + failures("alice", 3)));

        assertThat(ran.err()).contains("event 1: Expected a time in @timestamp");
        assertThat(ran.out()).contains("Many failed logins");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void anEventFromTheFutureTakesTheTimeOfItsArrival() throws IOException {
        String ahead =
                event("ahead", "23:00:00", "alice", "failure")
                        .replace(
                                "\"id\":\"ahead\"",
                                "\"id\":\"ahead\",\"ingested\":\"2026-03-01T09:00:00.500Z\"");

        assertThat(backtest(write(ahead + failures("alice", 2))).out())
                .containsPattern("2026-03-01T09:00:00.500Z +medium +3 +final +Many failed logins");
    }

    @Test
    void aCommitIsWhatRulesAreComparedWith() throws IOException, InterruptedException {
        git("init", "-q", "-b", "main");
        git("add", ".");
        git("-c", "user.name=t", "-c", "user.email=t@example", "commit", "-q", "-m", "rules");
        writeRules(5);
        Files.writeString(
                rules.resolve("b.yml"),
                """
                title: Bob
                name: bob
                logsource: {product: linux}
                detection: {s: {user.name: bob}, condition: s}
                """);
        Path events =
                write(
                        failures("alice", 3)
                                + failures("carol", 6)
                                + event("b", "10:00:00", "bob", "success"));

        Ran ran = backtest(events, "--against", "main");

        assertThat(ran.out().lines())
                .contains(
                        "1 only now, not with main",
                        "1 only with main",
                        "1 changed, as they are now",
                        "1 changed, as they are with main");
        assertThat(json(backtest(events, "--against", "main", "--json")))
                .extracting(
                        line ->
                                line.path("change").asText()
                                        + " "
                                        + line.at("/alert/rule/id").asText())
                .containsExactlyInAnyOrder("added bob", "changed many", "removed many");
    }

    @Test
    void aDirectoryIsWhatRulesAreComparedWith() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.copy(rules.resolve("a.yml"), other.resolve("a.yml"));

        assertThat(backtest(write(failures("alice", 3)), "--against", other).out().lines())
                .contains("0 only now, not with " + other, "0 changed, as they are now");
    }

    @Test
    void saysWhyThereIsNothingToCompareWith() throws IOException, InterruptedException {
        Path events = write(failures("alice", 3));

        assertThat(backtest(events, "--against", "main").err()).contains("is not in git");
        git("init", "-q", "-b", "main");
        assertThat(backtest(events, "--against", "nothing").err())
                .contains("git does not know 'nothing'");
    }

    @Test
    void saysThatThereAreTooManyAlerts() throws IOException {
        Ran ran =
                backtest(
                        write(
                                event("a", "10:00:00", "root", "success")
                                        + event("b", "10:00:01", "root", "success")),
                        "--most-alerts",
                        1);

        assertThat(ran.err()).contains("Expected at most 1 alerts, but found more: take a shorter");
        assertThat(ran.code()).isEqualTo(1);
    }

    private Ran backtest(Path events, Object... more) {
        List<Object> args =
                new ArrayList<>(List.of("backtest", rules, "--events", events, "--format", "ecs"));
        args.addAll(List.of(more));
        return Cli.rules(args.toArray());
    }

    private static List<JsonNode> json(Ran ran) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            lines.add(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
        return lines;
    }

    private Path write(String events) throws IOException {
        return Files.writeString(directory.resolve("events.ndjson"), events);
    }

    private static String failures(String user, int count) {
        StringBuilder events = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            events.append(event(user + i, "09:00:0" + i, user, "failure"));
        }
        return events.toString();
    }

    private static String event(String id, String time, String user, String outcome) {
        return """
        {"@timestamp":"2026-03-01T%2$sZ","event":{"id":"%1$s","outcome":"%4$s"},"user":{"name":"%3$s"}}
        """
                .formatted(id, time, user, outcome);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", rules.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
