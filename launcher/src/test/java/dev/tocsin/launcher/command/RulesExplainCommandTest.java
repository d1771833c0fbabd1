package dev.tocsin.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.json.Json;
import dev.tocsin.launcher.command.Cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesExplainCommandTest {
    private static final Path SHIPPED = Path.of("../correlation-rules/rules");
    private static final String ACCEPTED =
            """
            {"hostname": "web-1", "processname": "sshd",
             "summary": "Accepted password for root from 203.0.113.9 port 22 ssh2"}
            """;

    @TempDir Path directory;

    @Test
    void saysWhatARuleCompiledTo() {
        Ran ran = Cli.rules("explain", "encoded-powershell", "--rules", SHIPPED);

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("Encoded PowerShell command\n")
                .contains("log source       product windows, category process_creation")
                .contains("selection_command: CommandLine re|i ")
                .contains("CommandLine      process.command_line, ");
    }

    @Test
    void saysWhyACorrelationGetsNothing() throws IOException {
        Path event = Files.writeString(directory.resolve("e.json"), ACCEPTED);

        Ran ran = Cli.rules("explain", "SSH brute force", "--rules", SHIPPED, "--event", event);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("event 1 of " + event + ", normalized by mozdef")
                .contains("needs            a number of matches (gte 5) of the rule")
                .contains("no    event.outcome equals 'failure'  (found \"success\")")
                .contains(
                        "The rule does not match, because\n  - selection: event.outcome is \"success\"")
                .contains(
                        """
                        If it matched, it would give to the correlation:
                          group source.ip: "203.0.113.9"
                        """);
    }

    @Test
    void isJsonForPrograms() throws IOException {
        Path event =
                Files.writeString(
                        directory.resolve("e.json"), "{\"a\":1}\n" + ACCEPTED.replace("\n", " "));

        Ran ran =
                Cli.rules(
                        "explain",
                        "ssh-brute-force-failure",
                        "--rules",
                        SHIPPED,
                        "--event",
                        event,
                        "-n",
                        "2",
                        "--json");

        var json = Json.parse(ran.out().getBytes(StandardCharsets.UTF_8));
        assertThat(json.at("/explanations/0/matches").isBoolean()).isTrue();
        assertThat(json.at("/explanations/0/condition/all/1/values/0").asText())
                .isEqualTo("success");
        // Which of the two is rarer depends on the other rules.
        assertThat(json.at("/witness").asText())
                .isIn("event.action equals 'ssh_login'", "event.outcome equals 'failure'");
    }

    @Test
    void takesAFileThatLiesElsewhere() throws IOException {
        Path rule =
                Files.writeString(
                        directory.resolve("mine.yml"),
                        """
                        title: Mine
                        name: mine
                        logsource: {product: p}
                        detection: {s: {a: 1}, condition: s}
                        """);

        assertThat(Cli.rules("explain", rule).out()).contains("file             " + rule + ":1");
        assertThat(Cli.rules("show", rule).out()).contains("kind             rule");
        assertThat(Cli.rules("show", SHIPPED.resolve("port-scan.yml"), "--rules", SHIPPED).out())
                .contains("port-scan.yml:1 (document 1)")
                .contains("fires:  ");
    }

    @Test
    void saysWhatCameNearAWrongName() {
        Ran ran = Cli.rules("explain", "ssh-brute-forse", "--rules", SHIPPED);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("but found 'ssh-brute-forse'; did you mean ssh-brute-force");
    }

    @Test
    void saysThatAFileHasNoSuchEvent() throws IOException {
        Path event = Files.writeString(directory.resolve("e.json"), "{\"a\":1}");

        Ran ran =
                Cli.rules("explain", "port-scan", "--rules", SHIPPED, "--event", event, "-n", "2");

        assertThat(ran.err()).isEqualTo("Expected event 2 in " + event + ", but it has fewer\n");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void listsWhatAnAuthorWants() {
        assertThat(Cli.rules("list", SHIPPED).out())
                .containsPattern(
                        "encoded-powershell +high +rule +windows/process_creation/- +encoded-powershell.yml:1 +Encoded")
                .doesNotContain("ssh-brute-force-failure");
        assertThat(Cli.rules("list", SHIPPED, "--all", "--json").out())
                .contains("\"id\":\"ssh-brute-force-failure\"")
                .contains(
                        "\"logsource\":{\"product\":\"linux\",\"category\":null,\"service\":\"sshd\"}");
        assertThat(Cli.rules("list", directory.resolve("x")).code()).isEqualTo(2);
    }

    @Test
    void theReportOfTestsIsJunitXmlToo() throws IOException {
        Path rules = Files.createDirectory(directory.resolve("rules"));
        Files.writeString(
                rules.resolve("a.yml"),
                """
                title: A
                name: a
                logsource: {product: p}
                detection: {s: {a: 1}, condition: s}
                """);
        Path xml = directory.resolve("junit.xml");

        Ran ran = Cli.rules("test", rules, "--junit", xml);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("Expected a test in which a fires, but found none");
        assertThat(Files.readString(xml))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites name=\"rules\"")
                .contains("<failure message=\"Expected a test in which a fires, but found none\"");
        assertThat(Cli.rules("test", directory.resolve("x")).code()).isEqualTo(2);
    }
}
