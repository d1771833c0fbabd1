package dev.tocsin.topology.normalize;

import java.util.Map;

/** Zeek's logs, by the name in {@code _path}: what they are about, and their tables. */
final class ZeekLogs {
    /** A log that somebody's own script writes. */
    static final ZeekLog OTHER = ZeekLog.itself("event", FieldMap.builder());

    private static final Map<String, ZeekLog> BY_NAME =
            Map.ofEntries(
                    Map.entry("conn", ZeekLog.connections(conn())),
                    Map.entry("dns", ZeekLog.protocol("dns", dns())),
                    Map.entry("http", ZeekLog.web(http())),
                    Map.entry("ssl", ZeekLog.protocol("tls", tls())),
                    Map.entry("quic", ZeekLog.protocol("quic", quic())),
                    Map.entry("x509", ZeekLog.about("file", x509())),
                    Map.entry("ocsp", ZeekLog.about("file", ocsp())),
                    Map.entry("files", ZeekLog.about("file", files())),
                    Map.entry("pe", ZeekLog.about("file", pe())),
                    Map.entry("ssh", ZeekLog.login("ssh", ssh())),
                    Map.entry("smb_files", ZeekLog.file("smb", smbFiles())),
                    Map.entry("smb_mapping", ZeekLog.protocol("smb", smbMapping())),
                    Map.entry("smb_cmd", ZeekLog.protocol("smb", command("command"))),
                    Map.entry("kerberos", ZeekLog.login("kerberos", kerberos())),
                    Map.entry("ntlm", ZeekLog.login("ntlm", ntlm())),
                    Map.entry("radius", ZeekLog.login("radius", radius())),
                    Map.entry("ldap", ZeekLog.protocol("ldap", ldap())),
                    Map.entry("ldap_search", ZeekLog.protocol("ldap", command("base_object"))),
                    Map.entry("rdp", ZeekLog.protocol("rdp", rdp())),
                    Map.entry("rfb", ZeekLog.login("rfb", FieldMap.builder().outcome("auth"))),
                    Map.entry("dhcp", ZeekLog.protocol("dhcp", dhcp())),
                    Map.entry("smtp", ZeekLog.email(smtp())),
                    Map.entry("ftp", ZeekLog.protocol("ftp", ftp())),
                    Map.entry("irc", ZeekLog.protocol("irc", irc())),
                    Map.entry("socks", ZeekLog.protocol("socks", socks())),
                    Map.entry("snmp", ZeekLog.protocol("snmp", FieldMap.builder())),
                    Map.entry("sip", ZeekLog.protocol("sip", sip())),
                    Map.entry("ntp", ZeekLog.protocol("ntp", FieldMap.builder())),
                    Map.entry("syslog", ZeekLog.protocol("syslog", syslog())),
                    Map.entry("mysql", ZeekLog.database("mysql", mysql())),
                    Map.entry("postgresql", ZeekLog.database("postgresql", postgresql())),
                    Map.entry("redis", ZeekLog.database("redis", command("cmd.name"))),
                    Map.entry("modbus", ZeekLog.protocol("modbus", command("func"))),
                    Map.entry("dnp3", ZeekLog.protocol("dnp3", command("fc_request"))),
                    Map.entry("dce_rpc", ZeekLog.protocol("dce_rpc", dceRpc())),
                    Map.entry("tunnel", ZeekLog.connections(tunnel())),
                    Map.entry("traceroute", ZeekLog.about("network", traceroute())),
                    Map.entry("dpd", ZeekLog.about("network", analyzer())),
                    Map.entry("analyzer", ZeekLog.about("network", analyzer())),
                    Map.entry("weird", ZeekLog.about("network", weird())),
                    Map.entry("notice", ZeekLog.alert("intrusion_detection", notice())),
                    Map.entry("signatures", ZeekLog.alert("intrusion_detection", signature())),
                    Map.entry("intel", ZeekLog.alert("threat", intel())),
                    Map.entry("software", ZeekLog.about("package", software())),
                    Map.entry("known_hosts", ZeekLog.about("host", knownHost())),
                    Map.entry("known_services", ZeekLog.about("host", knownService())),
                    Map.entry("known_certs", ZeekLog.about("host", knownCertificate())),
                    Map.entry("known_devices", ZeekLog.about("host", knownDevice())),
                    Map.entry("known_modbus", ZeekLog.about("host", knownHost())),
                    Map.entry("capture_loss", ZeekLog.itself("metric", seen("peer"))),
                    Map.entry("stats", ZeekLog.itself("metric", seen("peer"))),
                    Map.entry("telemetry", ZeekLog.itself("metric", seen("peer"))),
                    Map.entry("reporter", ZeekLog.itself("event", reporter())),
                    Map.entry("cluster", ZeekLog.itself("event", cluster())),
                    Map.entry("broker", ZeekLog.itself("event", cluster())));

    private ZeekLogs() {}

    static ZeekLog of(String name) {
        return BY_NAME.getOrDefault(name, OTHER);
    }

    private static FieldMap.Builder conn() {
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

    private static FieldMap.Builder dns() {
        return FieldMap.builder()
                .text("dns.id", "trans_id")
                .text("dns.question.name", "query")
                .text("dns.question.type", "qtype_name")
                .text("dns.response_code", "rcode_name");
    }

    private static FieldMap.Builder http() {
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

    private static FieldMap.Builder tls() {
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

    private static FieldMap.Builder quic() {
        return FieldMap.builder()
                .text("tls.client.server_name", "server_name")
                .text("destination.domain", "server_name")
                .text("tls.next_protocol", "client_protocol");
    }

    private static FieldMap.Builder x509() {
        return FieldMap.builder()
                .text("file.x509.version_number", "certificate.version")
                .text("file.x509.serial_number", "certificate.serial")
                .text("file.x509.subject.distinguished_name", "certificate.subject")
                .text("file.x509.issuer.distinguished_name", "certificate.issuer")
                .time("file.x509.not_before", "certificate.not_valid_before")
                .time("file.x509.not_after", "certificate.not_valid_after")
                .text("file.x509.public_key_algorithm", "certificate.key_type")
                .number("file.x509.public_key_size", "certificate.key_length")
                .number("file.x509.public_key_exponent", "certificate.exponent")
                .text("file.x509.public_key_curve", "certificate.curve")
                .text("file.x509.signature_algorithm", "certificate.sig_alg")
                .texts("file.x509.alternative_names", "san.dns");
    }

    private static FieldMap.Builder ocsp() {
        return FieldMap.builder().text("file.x509.serial_number", "serialNumber");
    }

    private static FieldMap.Builder files() {
        return FieldMap.builder()
                .ip("server.ip", "tx_hosts")
                .ip("client.ip", "rx_hosts")
                .lower("network.protocol", "source")
                .text("file.name", "filename")
                .text("file.mime_type", "mime_type")
                .number("file.size", "total_bytes", "seen_bytes")
                .lower("file.hash.md5", "md5")
                .lower("file.hash.sha1", "sha1")
                .lower("file.hash.sha256", "sha256");
    }

    private static FieldMap.Builder pe() {
        return FieldMap.builder().text("file.pe.architecture", "machine");
    }

    private static FieldMap.Builder ssh() {
        return FieldMap.builder().outcome("auth_success").lower("network.direction", "direction");
    }

    private static FieldMap.Builder smbFiles() {
        return FieldMap.builder()
                .number("file.size", "size")
                .time("file.mtime", "times.modified")
                .time("file.accessed", "times.accessed")
                .time("file.created", "times.created")
                .time("file.ctime", "times.changed");
    }

    private static FieldMap.Builder smbMapping() {
        return FieldMap.builder().text("file.path", "path").lower("event.action", "share_type");
    }

    private static FieldMap.Builder kerberos() {
        return FieldMap.builder()
                .text("event.action", "request_type")
                .outcome("success")
                .text("error.message", "error_msg")
                .text("tls.client.subject", "client_cert_subject")
                .text("tls.server.subject", "server_cert_subject");
    }

    private static FieldMap.Builder ntlm() {
        return FieldMap.builder()
                .text("user.name", "username")
                .text("user.domain", "domainname")
                .text("source.domain", "hostname")
                .text("destination.domain", "server_dns_computer_name", "server_nb_computer_name")
                .outcome("success");
    }

    private static FieldMap.Builder radius() {
        return FieldMap.builder()
                .text("user.name", "username")
                .mac("source.mac", "mac")
                .text("message", "reply_msg")
                .outcome("result");
    }

    private static FieldMap.Builder ldap() {
        return FieldMap.builder()
                .text("event.action", "opcode")
                .text("error.message", "diagnostic_message");
    }

    private static FieldMap.Builder rdp() {
        return FieldMap.builder()
                .text("user.name", "cookie")
                .text("source.domain", "client_name")
                .text("event.reason", "result");
    }

    private static FieldMap.Builder dhcp() {
        return FieldMap.builder()
                .ip("client.ip", "assigned_addr", "client_addr", "requested_addr")
                .ip("server.ip", "server_addr")
                .mac("client.mac", "mac")
                .text("client.domain", "client_fqdn", "host_name")
                .text("message", "server_message", "client_message");
    }

    private static FieldMap.Builder smtp() {
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

    private static FieldMap.Builder ftp() {
        return FieldMap.builder()
                .text("user.name", "user")
                .text("event.action", "command")
                .path("file", "arg")
                .text("file.mime_type", "mime_type")
                .number("file.size", "file_size")
                .text("message", "reply_msg");
    }

    private static FieldMap.Builder irc() {
        return FieldMap.builder()
                .text("user.name", "nick", "user")
                .text("event.action", "command")
                .text("file.name", "dcc_file_name")
                .number("file.size", "dcc_file_size")
                .text("file.mime_type", "dcc_mime_type");
    }

    private static FieldMap.Builder socks() {
        return FieldMap.builder()
                .text("user.name", "user")
                .text("event.reason", "status")
                .text("destination.domain", "request.name");
    }

    private static FieldMap.Builder sip() {
        return FieldMap.builder()
                .text("event.action", "method")
                .text("url.full", "uri")
                .text("user_agent.original", "user_agent");
    }

    private static FieldMap.Builder syslog() {
        return FieldMap.builder()
                .text("message", "message")
                .lower("log.syslog.facility.name", "facility")
                .lower("log.syslog.severity.name", "severity");
    }

    private static FieldMap.Builder mysql() {
        return FieldMap.builder()
                .text("event.action", "cmd")
                .text("message", "arg")
                .outcome("success");
    }

    private static FieldMap.Builder postgresql() {
        return FieldMap.builder()
                .text("user.name", "user")
                .text("event.action", "frontend")
                .text("message", "frontend_arg")
                .outcome("success");
    }

    private static FieldMap.Builder dceRpc() {
        return FieldMap.builder()
                .text("event.action", "operation")
                .seconds("event.duration", "rtt");
    }

    private static FieldMap.Builder command(String place) {
        return FieldMap.builder().text("event.action", place);
    }

    private static FieldMap.Builder tunnel() {
        return FieldMap.builder()
                .lower("network.protocol", "tunnel_type")
                .text("event.action", "action");
    }

    private static FieldMap.Builder traceroute() {
        return FieldMap.builder().endpoint("source", "src").endpoint("destination", "dst");
    }

    private static FieldMap.Builder analyzer() {
        return FieldMap.builder()
                .lower("network.protocol", "analyzer", "analyzer_name")
                .text("error.message", "failure_reason", "cause");
    }

    private static FieldMap.Builder weird() {
        return FieldMap.builder()
                .text("event.action", "name")
                .text("message", "addl")
                .text("observer.name", "peer");
    }

    private static FieldMap.Builder notice() {
        return FieldMap.builder()
                .text("rule.name", "note")
                .text("rule.description", "sub")
                .text("message", "msg")
                .endpoint("source", "src")
                .endpoint("destination", "dst")
                .number("destination.port", "p")
                .text("file.mime_type", "file_mime_type")
                .text("observer.name", "peer_descr");
    }

    private static FieldMap.Builder signature() {
        return FieldMap.builder()
                .text("rule.id", "sig_id")
                .text("rule.name", "note")
                .text("rule.description", "sub_msg")
                .text("message", "event_msg")
                .endpoint("source", "src_addr")
                .number("source.port", "src_port")
                .endpoint("destination", "dst_addr")
                .number("destination.port", "dst_port");
    }

    private static FieldMap.Builder intel() {
        return FieldMap.builder()
                .text("threat.indicator.name", "seen.indicator")
                .text("threat.indicator.provider", "sources")
                .text("file.mime_type", "file_mime_type")
                .text("observer.name", "seen.node");
    }

    private static FieldMap.Builder software() {
        return FieldMap.builder()
                .ips("host.ip", "host")
                .text("package.name", "name")
                .text("package.version", "unparsed_version")
                .text("package.type", "software_type");
    }

    private static FieldMap.Builder knownHost() {
        return FieldMap.builder().ips("host.ip", "host");
    }

    private static FieldMap.Builder knownService() {
        return knownHost()
                .ip("server.ip", "host")
                .number("server.port", "port_num")
                .lower("network.transport", "port_proto")
                .lower("network.protocol", "service");
    }

    private static FieldMap.Builder knownCertificate() {
        return knownHost()
                .ip("server.ip", "host")
                .number("server.port", "port_num")
                .text("tls.server.subject", "subject")
                .text("tls.server.issuer", "issuer_subject");
    }

    private static FieldMap.Builder knownDevice() {
        return FieldMap.builder().macs("host.mac", "mac").text("host.name", "dhcp_host_name");
    }

    private static FieldMap.Builder seen(String by) {
        return FieldMap.builder().text("observer.name", by);
    }

    private static FieldMap.Builder reporter() {
        return FieldMap.builder().text("message", "message");
    }

    private static FieldMap.Builder cluster() {
        return FieldMap.builder().text("observer.name", "node").text("message", "message");
    }
}
