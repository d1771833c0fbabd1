package dev.tocsin.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Instant;

/** Events of an ordinary day, and two that make an alert: made up, with the time of sending. */
final class Traffic {
    private Traffic() {}

    /** Nothing to see: of ten events, six web requests, three Windows logons and one sshd login. */
    static ObjectNode quiet(Instant now, long number) {
        return switch ((int) (number % 10)) {
            case 0, 1, 2, 3, 4, 5 -> request(now, number);
            case 6, 7, 8 -> logon(now, number);
            default -> login(now, number);
        };
    }

    private static ObjectNode login(Instant now, long number) {
        long place = number / 10;
        return sshd(
                now,
                "Accepted publickey for user%d from 192.0.2.%d port %d ssh2: ED25519 SHA256:example"
                        .formatted(place % 40, 1 + place % 250, 40_000 + place % 20_000));
    }

    private static ObjectNode request(Instant now, long number) {
        ObjectNode json = Json.object();
        json.put("@timestamp", now.toString());
        json.withObject("/ecs").put("version", "9.0.0");
        json.withObject("/host").put("name", "web-" + number % 4);
        ObjectNode event = json.withObject("/event");
        event.put("kind", "event").put("dataset", "nginx.access").putArray("category").add("web");
        json.withObject("/source").put("ip", "198.51.100." + (1 + number % 250));
        json.withObject("/http/request").put("method", "GET");
        json.withObject("/http/response").put("status_code", 200);
        json.withObject("/url").put("path", "/products/" + number % 1000);
        json.withObject("/user_agent").put("original", "Mozilla/5.0 (X11; Linux x86_64)");
        return json;
    }

    private static ObjectNode logon(Instant now, long number) {
        ObjectNode json = windows(now, 4624, "Microsoft-Windows-Security-Auditing", number);
        json.put("TargetUserName", "user" + number % 40);
        json.put("LogonType", 3);
        json.put("IpAddress", "10.1.2." + number % 250);
        return json;
    }

    /** The Windows security log was cleared: one event, one alert. */
    static ObjectNode logCleared(Instant now, long number) {
        ObjectNode json = windows(now, 1102, "Microsoft-Windows-Eventlog", number);
        json.put("SubjectUserName", "user" + number % 40);
        json.put("Message", "The audit log was cleared.");
        return json;
    }

    private static ObjectNode windows(Instant now, int id, String provider, long number) {
        ObjectNode json = Json.object();
        json.put("EventTime", now.toString());
        json.put("Hostname", "win-" + number % 50 + ".corp.example");
        json.put("EventID", id);
        json.put("Channel", "Security");
        json.put("SourceName", provider);
        json.put("RecordNumber", number);
        return json;
    }

    /** A failed login: five from one address within a minute are an alert. */
    static ObjectNode failedLogin(Instant now, String address) {
        return sshd(now, "Failed password for root from " + address + " port 40022 ssh2");
    }

    private static ObjectNode sshd(Instant now, String line) {
        ObjectNode json = Json.object();
        json.put("timestamp", now.toString());
        json.put("hostname", "bastion-1");
        json.put("processname", "sshd");
        json.put("processid", "4711");
        json.put("severity", "INFO");
        json.put("category", "syslog");
        json.put("summary", line);
        return json;
    }
}
