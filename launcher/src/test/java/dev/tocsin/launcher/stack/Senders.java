package dev.tocsin.launcher.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What senders send, made up. */
public final class Senders {
    private Senders() {}

    /** A line of sshd in MozDef's shape. */
    static ObjectNode sshd(Instant at, String line) {
        ObjectNode json = Json.object();
        json.put("timestamp", at.toString());
        json.put("hostname", "bastion-1");
        json.put("processname", "sshd");
        json.put("severity", "INFO");
        json.put("category", "syslog");
        json.put("summary", line);
        return json;
    }

    public static ObjectNode failedLogin(Instant at, String user, String address) {
        return sshd(at, "Failed password for " + user + " from " + address + " port 40022 ssh2");
    }

    /** One event that alone is an alert: the Windows security log was cleared. */
    static ObjectNode logCleared(Instant at, String user) {
        ObjectNode json = Json.object();
        json.put("EventTime", at.toString());
        json.put("Hostname", "win-1.corp.example");
        json.put("EventID", 1102);
        json.put("Channel", "Security");
        json.put("SourceName", "Microsoft-Windows-Eventlog");
        json.put("SubjectUserName", user);
        json.put("Message", "The audit log was cleared.");
        return json;
    }

    public static byte[] lines(Iterable<ObjectNode> events) {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(event).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
