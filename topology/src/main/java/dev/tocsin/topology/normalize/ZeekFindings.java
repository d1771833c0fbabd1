package dev.tocsin.topology.normalize;

/** The tables of what Zeek noticed: oddities, notices, signatures, and indicators that it saw. */
final class ZeekFindings {
    private ZeekFindings() {}

    static FieldMap.Builder weird() {
        return FieldMap.builder()
                .text("event.action", "name")
                .text("message", "addl")
                .text("observer.name", "peer");
    }

    static FieldMap.Builder notice() {
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

    static FieldMap.Builder signature() {
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

    static FieldMap.Builder intel() {
        return FieldMap.builder()
                .text("threat.indicator.name", "seen.indicator")
                .text("threat.indicator.provider", "sources")
                .text("file.mime_type", "file_mime_type")
                .text("observer.name", "seen.node");
    }
}
