package dev.tocsin.topology.normalize;

import java.util.Map;

/** Zeek's logs, by the name in {@code _path}: what each is about, and its table. */
final class ZeekLogs {
    /** A log that somebody's own script writes. */
    static final ZeekLog OTHER = ZeekLog.itself("event", FieldMap.builder());

    private static final Map<String, ZeekLog> BY_NAME =
            Map.ofEntries(
                    Map.entry("conn", ZeekLog.connections(ZeekProtocols.conn())),
                    Map.entry("dns", ZeekLog.protocol("dns", ZeekProtocols.dns())),
                    Map.entry("http", ZeekLog.web(ZeekProtocols.http())),
                    Map.entry("ssl", ZeekLog.protocol("tls", ZeekProtocols.tls())),
                    Map.entry("quic", ZeekLog.protocol("quic", ZeekProtocols.quic())),
                    Map.entry("x509", ZeekLog.about("file", ZeekFiles.x509())),
                    Map.entry("ocsp", ZeekLog.about("file", ZeekFiles.ocsp())),
                    Map.entry("files", ZeekLog.about("file", ZeekFiles.files())),
                    Map.entry("pe", ZeekLog.about("file", ZeekFiles.pe())),
                    Map.entry("ssh", ZeekLog.login("ssh", ZeekLogins.ssh())),
                    Map.entry("smb_files", ZeekLog.file("smb", ZeekFiles.smbFiles())),
                    Map.entry("smb_mapping", ZeekLog.protocol("smb", ZeekFiles.smbMapping())),
                    Map.entry("smb_cmd", ZeekLog.protocol("smb", ZeekProtocols.command("command"))),
                    Map.entry("kerberos", ZeekLog.login("kerberos", ZeekLogins.kerberos())),
                    Map.entry("ntlm", ZeekLog.login("ntlm", ZeekLogins.ntlm())),
                    Map.entry("radius", ZeekLog.login("radius", ZeekLogins.radius())),
                    Map.entry("ldap", ZeekLog.protocol("ldap", ZeekProtocols.ldap())),
                    Map.entry(
                            "ldap_search",
                            ZeekLog.protocol("ldap", ZeekProtocols.command("base_object"))),
                    Map.entry("rdp", ZeekLog.protocol("rdp", ZeekProtocols.rdp())),
                    Map.entry("rfb", ZeekLog.login("rfb", FieldMap.builder().outcome("auth"))),
                    Map.entry("dhcp", ZeekLog.protocol("dhcp", ZeekProtocols.dhcp())),
                    Map.entry("smtp", ZeekLog.email(ZeekProtocols.smtp())),
                    Map.entry("ftp", ZeekLog.protocol("ftp", ZeekProtocols.ftp())),
                    Map.entry("irc", ZeekLog.protocol("irc", ZeekProtocols.irc())),
                    Map.entry("socks", ZeekLog.protocol("socks", ZeekProtocols.socks())),
                    Map.entry("snmp", ZeekLog.protocol("snmp", FieldMap.builder())),
                    Map.entry("sip", ZeekLog.protocol("sip", ZeekProtocols.sip())),
                    Map.entry("ntp", ZeekLog.protocol("ntp", FieldMap.builder())),
                    Map.entry("syslog", ZeekLog.protocol("syslog", ZeekProtocols.syslog())),
                    Map.entry("mysql", ZeekLog.database("mysql", ZeekProtocols.mysql())),
                    Map.entry(
                            "postgresql",
                            ZeekLog.database("postgresql", ZeekProtocols.postgresql())),
                    Map.entry(
                            "redis", ZeekLog.database("redis", ZeekProtocols.command("cmd.name"))),
                    Map.entry("modbus", ZeekLog.protocol("modbus", ZeekProtocols.command("func"))),
                    Map.entry(
                            "dnp3", ZeekLog.protocol("dnp3", ZeekProtocols.command("fc_request"))),
                    Map.entry("dce_rpc", ZeekLog.protocol("dce_rpc", ZeekProtocols.dceRpc())),
                    Map.entry("tunnel", ZeekLog.connections(ZeekProtocols.tunnel())),
                    Map.entry("traceroute", ZeekLog.about("network", ZeekProtocols.traceroute())),
                    Map.entry("dpd", ZeekLog.about("network", ZeekProtocols.analyzer())),
                    Map.entry("analyzer", ZeekLog.about("network", ZeekProtocols.analyzer())),
                    Map.entry("weird", ZeekLog.about("network", ZeekFindings.weird())),
                    Map.entry(
                            "notice", ZeekLog.alert("intrusion_detection", ZeekFindings.notice())),
                    Map.entry(
                            "signatures",
                            ZeekLog.alert("intrusion_detection", ZeekFindings.signature())),
                    Map.entry("intel", ZeekLog.alert("threat", ZeekFindings.intel())),
                    Map.entry("software", ZeekLog.about("package", ZeekInventory.software())),
                    Map.entry("known_hosts", ZeekLog.about("host", ZeekInventory.knownHost())),
                    Map.entry(
                            "known_services", ZeekLog.about("host", ZeekInventory.knownService())),
                    Map.entry(
                            "known_certs", ZeekLog.about("host", ZeekInventory.knownCertificate())),
                    Map.entry("known_devices", ZeekLog.about("host", ZeekInventory.knownDevice())),
                    Map.entry("known_modbus", ZeekLog.about("host", ZeekInventory.knownHost())),
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
