package dev.tocsin.topology.normalize;

/** The tables of Zeek's logs of files and certificates that it saw on the wire. */
final class ZeekFiles {
    private ZeekFiles() {}

    static FieldMap.Builder x509() {
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

    static FieldMap.Builder ocsp() {
        return FieldMap.builder().text("file.x509.serial_number", "serialNumber");
    }

    static FieldMap.Builder files() {
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

    static FieldMap.Builder pe() {
        return FieldMap.builder().text("file.pe.architecture", "machine");
    }

    static FieldMap.Builder smbFiles() {
        return FieldMap.builder()
                .number("file.size", "size")
                .time("file.mtime", "times.modified")
                .time("file.accessed", "times.accessed")
                .time("file.created", "times.created")
                .time("file.ctime", "times.changed");
    }

    static FieldMap.Builder smbMapping() {
        return FieldMap.builder().text("file.path", "path").lower("event.action", "share_type");
    }
}
