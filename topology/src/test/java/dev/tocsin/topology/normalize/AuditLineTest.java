package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLineTest {
    @Test
    void textsThatTheDaemonWroteInHexadecimalAreTextsAgain() {
        ObjectNode event =
                read(
                        "type=PATH msg=audit(1767268680.250:1): item=0 name=2F746D702F6120622F63 mode=0100644");

        assertThat(Json.text(event, "auditd.log.name")).isEqualTo("/tmp/a b/c");
        assertThat(Json.text(event, "file.path")).isEqualTo("/tmp/a b/c");
        assertThat(Json.text(event, "auditd.log.mode")).isEqualTo("0100644");
    }

    @Test
    void theArgumentsOfASystemCallStayNumbers() {
        ObjectNode event =
                read("type=SYSCALL msg=audit(1767268680.250:1): a0=20 a1=41 success=yes");

        assertThat(Json.text(event, "auditd.log.a0")).isEqualTo("20");
        assertThat(Json.text(event, "auditd.log.a1")).isEqualTo("41");
        assertThat(Json.text(event, "event.outcome")).isEqualTo("success");
    }

    @Test
    void aTitleOfSeveralArgumentsIsOneCommandLine() {
        ObjectNode event = read("type=PROCTITLE msg=audit(1767268680.250:1): proctitle=6361740061");

        assertThat(Json.text(event, "process.command_line")).isEqualTo("cat a");
    }

    @Test
    void ofAFieldThatComesTwiceTheFirstIsKept() {
        ObjectNode event =
                read(
                        "type=USER_AUTH msg=audit(1767268680.250:1): pid=7 msg='op=a pid=8 acct=\"root\" res=failed'");

        assertThat(Json.text(event, "auditd.log.pid")).isEqualTo("7");
        assertThat(Json.text(event, "user.name")).isEqualTo("root");
        assertThat(Json.text(event, "event.outcome")).isEqualTo("failure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type=EXECVE",
                "type=EXECVE msg=audit(",
                "type=EXECVE msg=audit(1.2:x): a0=\"id\"",
                "the type=EXECVE msg=audit(1.2:3): a0=\"id\"",
            })
    void whatIsNoRecordStaysALine(String line) {
        ObjectNode event = read(line);

        assertThat(event.has("auditd")).isFalse();
        assertThat(Json.text(event, "message")).isEqualTo(line);
    }

    private static ObjectNode read(String line) {
        ObjectNode sent = Json.object().put("hostname", "web1").put("message", line);
        return new EventNormalizer()
                .normalize(sent, IngestInfo.of(Instant.parse("2026-01-01T12:00:00Z"), "raw-0-1"))
                .event();
    }
}
