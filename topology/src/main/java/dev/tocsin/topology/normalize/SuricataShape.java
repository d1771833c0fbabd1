package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Objects;

/** An event of Suricata's EVE output; its own names stay under {@code suricata.eve.*}. */
final class SuricataShape implements VendorShape {
    private static final FieldMap COMMON =
            FieldMap.builder()
                    .endpoint("source", "src_ip")
                    .number("source.port", "src_port")
                    .mac("source.mac", "ether.src_mac")
                    .endpoint("destination", "dest_ip")
                    .number("destination.port", "dest_port")
                    .mac("destination.mac", "ether.dest_mac")
                    .lower("network.transport", "proto")
                    .text("network.community_id", "community_id")
                    .text("network.vlan.id", "vlan.id")
                    .text("observer.hostname", "host")
                    .text("observer.ingress.interface.name", "in_iface")
                    .build();

    @Override
    public String name() {
        return "suricata";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isText(sent, "event_type")
                && sent.get("timestamp") != null
                && (sent.get("flow_id") != null
                        || sent.get("src_ip") != null
                        || VendorShape.isObject(sent, "stats")
                        || VendorShape.isObject(sent, "engine"));
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        String type = Objects.requireNonNull(Json.text(sent, "event_type"));
        VendorShape.keep("suricata.eve", "suricata", sent, draft);
        draft.time(sent.get("timestamp"));
        draft.put("observer.vendor", "OISF");
        draft.put("observer.product", "Suricata");
        COMMON.apply(sent, draft);
        application(sent, draft);
        SuricataEvents.describe(type, sent, draft);
    }

    /** {@code failed} says that no protocol was found. */
    private static void application(ObjectNode sent, Draft draft) {
        String protocol = Json.text(sent, "app_proto");
        if (protocol != null && !protocol.equals("failed")) {
            draft.put("network.protocol", Texts.lower(protocol));
        }
    }
}
