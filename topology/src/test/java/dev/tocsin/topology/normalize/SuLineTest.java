package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FAILED SU (to root) alice on pts/0 | su | failure | alice | root",
                "BAD SU alice to root on /dev/ttys000 | su | failure | alice | root",
                "FAILED su for root by alice | su | failure | alice | root",
                "(to postgres) alice on pts/0 | su | success | alice | postgres",
                "Successful su for root by alice | su | success | alice | root",
                "pam_unix(su:auth): authentication failure; logname=alice uid=1000 euid=0 tty=/dev/pts/0 ruser=alice rhost=  user=root | su_pam_failure | failure | alice | root",
                "pam_unix(su-l:session): session opened for user root(uid=0) by alice(uid=1000) | su_session_opened | success | alice | root",
                "pam_unix(su:session): session opened for user root by (uid=0) | su_session_opened | success | | root"
            })
    void saysWhoBecameWhom(String line, String action, String outcome, String who, String target) {
        ObjectNode event = read(line);

        assertThat(Json.text(event, "event.action")).isEqualTo(action);
        assertThat(Json.text(event, "event.outcome")).isEqualTo(outcome);
        assertThat(Json.text(event, "user.name")).isEqualTo(who);
        assertThat(Json.text(event, "user.effective.name")).isEqualTo(target);
        assertThat(Json.text(event, "tocsin.logsource.service")).isEqualTo("auth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pam_unix(su:session): session closed for user root",
                "(to root) alice",
                "No passwd entry for user 'alice'"
            })
    void aLineThatIsNoAttemptHasNoAction(String line) {
        assertThat(Json.at(read(line), "event.action")).isNull();
    }

    @Test
    void theLineItselfIsKept() {
        assertThat(Json.text(read("(to root) alice on pts/0"), "event.original"))
                .isEqualTo("(to root) alice on pts/0");
    }

    private static ObjectNode read(String line) {
        ObjectNode sent = Json.object();
        sent.put("message", line).put("host", "web1").put("program", "/usr/bin/su");
        return new EventNormalizer()
                .normalize(sent, IngestInfo.of(Instant.parse("2026-01-01T12:00:00Z"), "raw-0-1"))
                .event();
    }
}
