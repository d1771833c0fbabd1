package dev.tocsin.topology.normalize;

/** The tables of what Zeek knows to be on the network: hosts, services, software. */
final class ZeekInventory {
    private ZeekInventory() {}

    static FieldMap.Builder software() {
        return FieldMap.builder()
                .ips("host.ip", "host")
                .text("package.name", "name")
                .text("package.version", "unparsed_version")
                .text("package.type", "software_type");
    }

    static FieldMap.Builder knownHost() {
        return FieldMap.builder().ips("host.ip", "host");
    }

    static FieldMap.Builder knownService() {
        return knownHost()
                .ip("server.ip", "host")
                .number("server.port", "port_num")
                .lower("network.transport", "port_proto")
                .lower("network.protocol", "service");
    }

    static FieldMap.Builder knownCertificate() {
        return knownHost()
                .ip("server.ip", "host")
                .number("server.port", "port_num")
                .text("tls.server.subject", "subject")
                .text("tls.server.issuer", "issuer_subject");
    }

    static FieldMap.Builder knownDevice() {
        return FieldMap.builder().macs("host.mac", "mac").text("host.name", "dhcp_host_name");
    }
}
