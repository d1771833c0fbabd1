package dev.tocsin.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.launcher.command.Cli.Ran;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesMatchCommandTest {
    private static final String LOGIN =
            """
            {"hostname":"web-1","processname":"sshd","summary":"Failed password for root from 203.0.113.9 port 22 ssh2"}
            """;
    private static final String NXLOG =
            """
            {"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Image":"C:\\\\a.exe"}
            """;

    @TempDir Path directory;
    private Path rules;

    @BeforeEach
    void writeRules() throws IOException {
        rules = Files.createDirectory(directory.resolve("rules"));
        Files.writeString(
                rules.resolve("a.yml"),
                """
                title: SSH login failed
                name: ssh-failed
                logsource: {product: linux, service: sshd}
                detection: {s: {event.outcome: failure}, condition: s}
                level: low
                ---
                title: Program of C
                name: program
                logsource: {product: windows}
                detection: {s: {Image|startswith: 'C:'}, condition: s}
                level: high
                ---
                title: Color
                name: color
                logsource: {product: paint}
                detection: {s: {color: red}, condition: s}
                """);
    }

    @Test
    void printsALineForEachEventThatMatches() throws IOException {
        Ran ran = match(write(LOGIN + "{\"a\":1}\n" + NXLOG));

        assertThat(ran.out().lines())
                .containsExactly(
                        "event 1: SSH login failed (low, ssh-failed)",
                        "event 3: Program of C (high, program)");
        assertThat(ran.err())
                .contains("3 events, 2 of them matched (2 matches of rules), 0 unreadable");
        assertThat(ran.code()).isZero();
    }

    @Test
    void printsJsonForPrograms() throws IOException {
        assertThat(match(write(LOGIN), "--json").out().strip())
                .isEqualTo("{\"event\":1,\"rules\":[\"ssh-failed\"]}");
    }

    @Test
    void goesOnAfterALineThatCannotBeRead() throws IOException {
        Ran ran = match(write("{\"a\":1}\n{\"b\":\n[1]\n" + LOGIN), "--json");

        assertThat(ran.out().strip()).isEqualTo("{\"event\":4,\"rules\":[\"ssh-failed\"]}");
        assertThat(ran.err())
                .contains("event 2, line 2: Expected JSON, but found: ")
                .contains("event 3, line 3: Expected an object, but found a JSON array");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void readsGzipWhateverItsNameIs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(LOGIN.getBytes(StandardCharsets.UTF_8));
        }
        Path file = directory.resolve("events.ndjson");
        Files.write(file, bytes.toByteArray());

        assertThat(match(file).out()).startsWith("event 1: SSH");
    }

    @Test
    void aRawEventNamesItsLogSourceAtItsRoot() throws IOException {
        String red = "{\"product\":\"paint\",\"color\":\"RED\"}\n";
        String other = "{\"product\":\"ink\",\"color\":\"RED\"}\n";

        for (String format : new String[] {"raw", "auto"}) {
            assertThat(match(write(red + other), "--json", "--format", format).out().strip())
                    .as(format)
                    .isEqualTo("{\"event\":1,\"rules\":[\"color\"]}");
        }
        assertThat(match(write(other), "--json", "--format", "ecs").out()).contains("color");
    }

    @Test
    void saysWhichEventIsNotOfTheFormat() throws IOException {
        Ran ran = match(write(NXLOG + LOGIN), "--format", "nxlog");

        assertThat(ran.out()).startsWith("event 1: Program of C");
        assertThat(ran.err())
                .contains(
                        "event 2: Expected an event of the format nxlog, but it looks like mozdef");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void runsTheSoundRulesBesideABrokenOne() throws IOException {
        Files.writeString(rules.resolve("b.yml"), "title: broken\n");

        Ran ran = match(write(LOGIN));

        assertThat(ran.err()).contains("b.yml:1:1: error: Expected one of detection");
        assertThat(ran.out()).startsWith("event 1: SSH");
        assertThat(ran.code()).isZero();
    }

    @Test
    void wrongArgumentsHaveTheirOwnCode() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path events = write(LOGIN);

        Ran noRules = Cli.rules("match", "--rules", empty, "--events", events);
        assertThat(noRules.err()).startsWith("Expected rule files (*.yml) in ");
        assertThat(noRules.code()).isEqualTo(2);
        Ran noDirectory = Cli.rules("match", "--rules", directory.resolve("x"), "--events", events);
        assertThat(noDirectory.err()).startsWith("Expected a directory of rule files, but found ");
        assertThat(noDirectory.code()).isEqualTo(2);
        Ran noEvents = match(directory.resolve("x"));
        assertThat(noEvents.err()).startsWith("Expected a file of events, but found nothing at ");
        assertThat(noEvents.code()).isEqualTo(2);
        assertThat(Cli.rules("match", "--rules", rules).code()).isEqualTo(2);
    }

    private Ran match(Path events, Object... more) {
        Object[] args = new Object[5 + more.length];
        System.arraycopy(
                new Object[] {"match", "--rules", rules, "--events", events}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.rules(args);
    }

    private Path write(String events) throws IOException {
        return Files.writeString(directory.resolve("events.json"), events);
    }
}
