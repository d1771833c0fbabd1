package dev.tocsin.launcher.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The shapes of the events in the story, as their senders write them. */
final class Chapters {
    private static final DateTimeFormatter NXLOG =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Cast cast;

    Chapters(Cast cast) {
        this.cast = cast;
    }

    Instant before(Duration duration) {
        return cast.now().minus(duration);
    }

    /** A line of sshd in MozDef's shape. */
    ObjectNode sshd(Instant at, String host, String line) {
        return mozdef(at, host, "sshd", line, "authpriv");
    }

    /** A line of sudo in MozDef's shape. */
    ObjectNode sudo(Instant at, String host, String user, String command) {
        String line =
                user + " : TTY=pts/1 ; PWD=/home/" + user + " ; USER=root ; COMMAND=" + command;
        return mozdef(at, host, "sudo", line, "authpriv");
    }

    private static ObjectNode mozdef(
            Instant at, String host, String program, String line, String facility) {
        ObjectNode json = Json.object();
        json.put("timestamp", at.toString());
        json.put("hostname", host);
        json.put("processname", program);
        json.put("processid", "4711");
        json.put("severity", "INFO");
        json.put("source", facility);
        json.put("category", "syslog");
        json.put("summary", line);
        return json;
    }

    /** A connection that a firewall refused, in ECS. */
    ObjectNode refused(Instant at, String from, String to, int port) {
        ObjectNode json = ecs(at, "fw-1", "network");
        json.withObject("/event").put("action", "drop").put("dataset", "iptables.log");
        json.withObject("/observer").put("type", "firewall");
        json.withObject("/source").put("ip", from).put("port", 40_000 + port % 20_000);
        json.withObject("/destination").put("ip", to).put("port", port);
        json.withObject("/network").put("transport", "tcp");
        return json;
    }

    /** A request to a web server, in ECS. */
    ObjectNode request(Instant at, String from, String path, int status, String agent) {
        ObjectNode json = ecs(at, "web-1", "web");
        json.withObject("/event").put("dataset", "nginx.access");
        json.withObject("/source").put("ip", from);
        json.withObject("/http/request").put("method", "GET");
        json.withObject("/http/response").put("status_code", status);
        json.withObject("/url").put("path", path).put("original", path);
        json.withObject("/user_agent").put("original", agent);
        return json;
    }

    private static ObjectNode ecs(Instant at, String host, String category) {
        ObjectNode json = Json.object();
        json.put("@timestamp", at.toString());
        json.withObject("/ecs").put("version", "9.0.0");
        json.withObject("/host").put("name", host);
        json.withObject("/event").put("kind", "event").putArray("category").add(category);
        return json;
    }

    /** A Windows event as nxlog writes it; the caller adds the event's own fields. */
    ObjectNode windows(Instant at, String channel, String provider, int id) {
        ObjectNode json = Json.object();
        json.put("EventTime", NXLOG.format(at));
        json.put("UtcTime", NXLOG.format(at) + ".000");
        json.put("Hostname", "win-7.corp.example");
        json.put("EventID", id);
        json.put("Channel", channel);
        json.put("SourceName", provider);
        json.put("SeverityValue", 2);
        json.put("EventType", "INFO");
        json.put("RecordNumber", 100_000 + id);
        return json;
    }

    /** A CloudTrail record; the caller adds the request's own fields. */
    ObjectNode cloudTrail(Instant at, String source, String name, String userType, String user) {
        ObjectNode json = Json.object();
        json.put("eventVersion", "1.11");
        json.put("eventTime", at.truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("eventSource", source);
        json.put("eventName", name);
        json.put("awsRegion", "eu-central-1");
        json.put("sourceIPAddress", cast.attacker());
        json.put("userAgent", "aws-cli/2.31");
        json.put("eventType", "AwsApiCall");
        json.put("recipientAccountId", cast.account());
        ObjectNode identity = json.putObject("userIdentity");
        identity.put("type", userType);
        identity.put("accountId", cast.account());
        identity.put(
                "arn",
                userType.equals("Root")
                        ? "arn:aws:iam::" + cast.account() + ":root"
                        : "arn:aws:iam::" + cast.account() + ":user/" + user);
        identity.put("userName", user);
        json.putObject("requestParameters");
        return json;
    }
}
