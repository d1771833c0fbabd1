package dev.tocsin.topology.normalize;

/** The tables of Zeek's logs of attempts to log in. */
final class ZeekLogins {
    private ZeekLogins() {}

    static FieldMap.Builder ssh() {
        return FieldMap.builder().outcome("auth_success").lower("network.direction", "direction");
    }

    static FieldMap.Builder kerberos() {
        return FieldMap.builder()
                .text("event.action", "request_type")
                .outcome("success")
                .text("error.message", "error_msg")
                .text("tls.client.subject", "client_cert_subject")
                .text("tls.server.subject", "server_cert_subject");
    }

    static FieldMap.Builder ntlm() {
        return FieldMap.builder()
                .text("user.name", "username")
                .text("user.domain", "domainname")
                .text("source.domain", "hostname")
                .text("destination.domain", "server_dns_computer_name", "server_nb_computer_name")
                .outcome("success");
    }

    static FieldMap.Builder radius() {
        return FieldMap.builder()
                .text("user.name", "username")
                .mac("source.mac", "mac")
                .text("message", "reply_msg")
                .outcome("result");
    }
}
