package dev.tocsin.topology.normalize;

/** The tables of Zeek's logs of connections and of the protocols that they carry. */
final class ZeekProtocols {
    private ZeekProtocols() {}

    static FieldMap.Builder conn() {
        return FieldMap.builder()
                .lower("network.protocol", "service")
                .number("source.bytes", "orig_bytes")
                .number("source.packets", "orig_pkts")
                .mac("source.mac", "orig_l2_addr")
                .number("destination.bytes", "resp_bytes")
                .number("destination.packets", "resp_pkts")
                .mac("destination.mac", "resp_l2_addr")
                .text("network.vlan.id", "vlan");
    }

    static FieldMap.Builder dns() {
        return FieldMap.builder()
                .text("dns.id", "trans_id")
                .text("dns.question.name", "query")
                .text("dns.question.type", "qtype_name")
                .text("dns.response_code", "rcode_name");
    }

    static FieldMap.Builder http() {
        return FieldMap.builder()
                .text("http.request.method", "method")
                .text("http.request.referrer", "referrer")
                .number("http.request.body.bytes", "request_body_len")
                .text("http.version", "version")
                .number("http.response.status_code", "status_code")
                .number("http.response.body.bytes", "response_body_len")
                .text("url.domain", "host")
                .text("destination.domain", "host")
                .url("uri")
                .text("user_agent.original", "user_agent")
                .text("user.name", "username");
    }

    static FieldMap.Builder tls() {
        return FieldMap.builder()
                .text("tls.cipher", "cipher")
                .text("tls.curve", "curve")
                .flag("tls.resumed", "resumed")
                .flag("tls.established", "established")
                .text("tls.next_protocol", "next_protocol")
                .text("tls.client.server_name", "server_name")
                .text("destination.domain", "server_name")
                .text("tls.client.ja3", "ja3")
                .text("tls.client.subject", "client_subject")
                .text("tls.client.issuer", "client_issuer")
                .text("tls.server.ja3s", "ja3s")
                .text("tls.server.subject", "subject")
                .text("tls.server.issuer", "issuer");
    }

    static FieldMap.Builder quic() {
        return FieldMap.builder()
                .text("tls.client.server_name", "server_name")
                .text("destination.domain", "server_name")
                .text("tls.next_protocol", "client_protocol");
    }

    static FieldMap.Builder ldap() {
        return FieldMap.builder()
                .text("event.action", "opcode")
                .text("error.message", "diagnostic_message");
    }

    static FieldMap.Builder rdp() {
        return FieldMap.builder()
                .text("user.name", "cookie")
                .text("source.domain", "client_name")
                .text("event.reason", "result");
    }

    static FieldMap.Builder dhcp() {
        return FieldMap.builder()
                .ip("client.ip", "assigned_addr", "client_addr", "requested_addr")
                .ip("server.ip", "server_addr")
                .mac("client.mac", "mac")
                .text("client.domain", "client_fqdn", "host_name")
                .text("message", "server_message", "client_message");
    }

    static FieldMap.Builder smtp() {
        return FieldMap.builder()
                .texts("email.from.address", "from")
                .texts("email.to.address", "to")
                .texts("email.cc.address", "cc")
                .texts("email.reply_to.address", "reply_to")
                .text("email.sender.address", "mailfrom")
                .text("email.subject", "subject")
                .text("email.message_id", "msg_id")
                .text("email.x_mailer", "user_agent")
                .flag("tls.established", "tls");
    }

    static FieldMap.Builder ftp() {
        return FieldMap.builder()
                .text("user.name", "user")
                .text("event.action", "command")
                .path("file", "arg")
                .text("file.mime_type", "mime_type")
                .number("file.size", "file_size")
                .text("message", "reply_msg");
    }

    static FieldMap.Builder irc() {
        return FieldMap.builder()
                .text("user.name", "nick", "user")
                .text("event.action", "command")
                .text("file.name", "dcc_file_name")
                .number("file.size", "dcc_file_size")
                .text("file.mime_type", "dcc_mime_type");
    }

    static FieldMap.Builder socks() {
        return FieldMap.builder()
                .text("user.name", "user")
                .text("event.reason", "status")
                .text("destination.domain", "request.name");
    }

    static FieldMap.Builder sip() {
        return FieldMap.builder()
                .text("event.action", "method")
                .text("url.full", "uri")
                .text("user_agent.original", "user_agent");
    }

    static FieldMap.Builder syslog() {
        return FieldMap.builder()
                .text("message", "message")
                .lower("log.syslog.facility.name", "facility")
                .lower("log.syslog.severity.name", "severity");
    }

    static FieldMap.Builder mysql() {
        return FieldMap.builder()
                .text("event.action", "cmd")
                .text("message", "arg")
                .outcome("success");
    }

    static FieldMap.Builder postgresql() {
        return FieldMap.builder()
                .text("user.name", "user")
                .text("event.action", "frontend")
                .text("message", "frontend_arg")
                .outcome("success");
    }

    static FieldMap.Builder dceRpc() {
        return FieldMap.builder()
                .text("event.action", "operation")
                .seconds("event.duration", "rtt");
    }

    static FieldMap.Builder command(String place) {
        return FieldMap.builder().text("event.action", place);
    }

    static FieldMap.Builder tunnel() {
        return FieldMap.builder()
                .lower("network.protocol", "tunnel_type")
                .text("event.action", "action");
    }

    static FieldMap.Builder traceroute() {
        return FieldMap.builder().endpoint("source", "src").endpoint("destination", "dst");
    }

    static FieldMap.Builder analyzer() {
        return FieldMap.builder()
                .lower("network.protocol", "analyzer", "analyzer_name")
                .text("error.message", "failure_reason", "cause");
    }
}
