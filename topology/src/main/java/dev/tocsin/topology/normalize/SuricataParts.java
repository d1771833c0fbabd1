package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The parts of EVE events, by their names, with the table of each. */
final class SuricataParts {
    private static final Map<String, FieldMap> TABLES =
            Map.ofEntries(
                    Map.entry("alert", alert()),
                    Map.entry("anomaly", anomaly()),
                    Map.entry("drop", FieldMap.builder().text("event.reason", "reason").build()),
                    Map.entry("http", http()),
                    Map.entry("tls", tls()),
                    Map.entry("quic", quic()),
                    Map.entry("flow", flow()),
                    Map.entry("netflow", netflow()),
                    Map.entry("fileinfo", fileinfo()),
                    Map.entry("email", email()),
                    Map.entry("smtp", smtp()),
                    Map.entry("smb", smb()),
                    Map.entry("krb5", krb5()),
                    Map.entry("ftp", ftp()),
                    Map.entry("ftp_data", ftpData()),
                    Map.entry("tftp", FieldMap.builder().path("file", "file").build()),
                    Map.entry("nfs", nfs()),
                    Map.entry("dhcp", dhcp()),
                    Map.entry("sip", sip()),
                    Map.entry("rdp", rdp()),
                    Map.entry("snmp", action("pdu_type")),
                    Map.entry("dcerpc", action("request")),
                    Map.entry("dnp3", action("type")),
                    Map.entry(
                            "pgsql",
                            FieldMap.builder().text("message", "request.simple_query").build()),
                    Map.entry("mysql", FieldMap.builder().text("message", "command").build()),
                    Map.entry("engine", FieldMap.builder().text("message", "message").build()));

    private SuricataParts() {}

    static void read(ObjectNode sent, Draft draft) {
        for (Map.Entry<String, JsonNode> part : sent.properties()) {
            FieldMap table = part.getValue().isObject() ? TABLES.get(part.getKey()) : null;
            if (table != null) {
                table.apply(part.getValue(), draft);
            }
        }
    }

    private static FieldMap alert() {
        return FieldMap.builder()
                .text("rule.id", "signature_id")
                .text("rule.version", "rev")
                .text("rule.category", "category")
                .number("event.severity", "severity")
                .texts("threat.tactic.id", "metadata.mitre_tactic_id")
                .texts("threat.tactic.name", "metadata.mitre_tactic_name")
                .texts("threat.technique.id", "metadata.mitre_technique_id")
                .texts("threat.technique.name", "metadata.mitre_technique_name")
                .build();
    }

    private static FieldMap anomaly() {
        return FieldMap.builder()
                .text("event.action", "event")
                .text("event.code", "code")
                .text("event.reason", "layer")
                .build();
    }

    private static FieldMap http() {
        return FieldMap.builder()
                .text("http.request.method", "http_method", "request.method")
                .text("http.request.referrer", "http_refer")
                .number("http.response.status_code", "status")
                .number("http.response.body.bytes", "length")
                .text("http.response.mime_type", "http_content_type")
                .text("url.domain", "hostname")
                .text("destination.domain", "hostname")
                .number("url.port", "http_port")
                .url("url")
                .text("user_agent.original", "http_user_agent")
                .build();
    }

    private static FieldMap tls() {
        return FieldMap.builder()
                .text("tls.client.server_name", "sni")
                .text("destination.domain", "sni")
                .text("tls.server.subject", "subject")
                .text("tls.server.issuer", "issuerdn")
                .time("tls.server.not_before", "notbefore")
                .time("tls.server.not_after", "notafter")
                .text("tls.client.ja3", "ja3.hash")
                .text("tls.server.ja3s", "ja3s.hash")
                .flag("tls.resumed", "session_resumed")
                .texts("tls.server.certificate_chain", "chain")
                .build();
    }

    private static FieldMap quic() {
        return FieldMap.builder()
                .text("tls.client.server_name", "sni")
                .text("destination.domain", "sni")
                .text("tls.client.ja3", "ja3.hash")
                .text("user_agent.original", "ua")
                .build();
    }

    private static FieldMap flow() {
        return FieldMap.builder()
                .number("source.bytes", "bytes_toserver")
                .number("source.packets", "pkts_toserver")
                .number("destination.bytes", "bytes_toclient")
                .number("destination.packets", "pkts_toclient")
                .time("event.start", "start")
                .time("event.end", "end")
                .seconds("event.duration", "age")
                .text("event.reason", "reason")
                .build();
    }

    private static FieldMap netflow() {
        return FieldMap.builder()
                .number("source.bytes", "bytes")
                .number("source.packets", "pkts")
                .time("event.start", "start")
                .time("event.end", "end")
                .seconds("event.duration", "age")
                .build();
    }

    private static FieldMap fileinfo() {
        return FieldMap.builder()
                .path("file", "filename")
                .number("file.size", "size")
                .lower("file.hash.md5", "md5")
                .lower("file.hash.sha1", "sha1")
                .lower("file.hash.sha256", "sha256")
                .build();
    }

    private static FieldMap email() {
        return FieldMap.builder()
                .texts("email.from.address", "from")
                .texts("email.to.address", "to")
                .texts("email.cc.address", "cc")
                .text("email.subject", "subject")
                .text("email.message_id", "message_id")
                .build();
    }

    private static FieldMap smtp() {
        return FieldMap.builder()
                .text("email.sender.address", "mail_from")
                .texts("email.to.address", "rcpt_to")
                .build();
    }

    private static FieldMap smb() {
        return FieldMap.builder()
                .text("event.action", "command")
                .path("file", "filename")
                .text("user.name", "ntlmssp.user")
                .text("user.domain", "ntlmssp.domain")
                .text("source.domain", "ntlmssp.host")
                .build();
    }

    private static FieldMap krb5() {
        return FieldMap.builder()
                .text("event.action", "msg_type")
                .text("user.name", "cname")
                .text("user.domain", "realm")
                .text("error.code", "error_code")
                .build();
    }

    private static FieldMap ftp() {
        return FieldMap.builder().text("event.action", "command").build();
    }

    private static FieldMap ftpData() {
        return FieldMap.builder().text("event.action", "command").path("file", "filename").build();
    }

    private static FieldMap nfs() {
        return FieldMap.builder()
                .text("event.action", "procedure")
                .path("file", "filename")
                .build();
    }

    private static FieldMap dhcp() {
        return FieldMap.builder()
                .text("event.action", "dhcp_type", "type")
                .mac("client.mac", "client_mac")
                .ip("client.ip", "assigned_ip", "requested_ip", "client_ip")
                .text("client.domain", "hostname")
                .build();
    }

    private static FieldMap sip() {
        return FieldMap.builder().text("event.action", "method").text("url.full", "uri").build();
    }

    private static FieldMap rdp() {
        return FieldMap.builder()
                .text("event.action", "event_type")
                .text("user.name", "cookie")
                .text("source.domain", "client.client_name")
                .build();
    }

    private static FieldMap action(String place) {
        return FieldMap.builder().text("event.action", place).build();
    }
}
