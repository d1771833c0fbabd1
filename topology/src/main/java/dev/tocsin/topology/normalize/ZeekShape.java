package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** A record of one of Zeek's logs in JSON; its own names stay under {@code zeek.<log>.*}. */
final class ZeekShape implements VendorShape {
    private static final FieldMap COMMON =
            FieldMap.builder()
                    .endpoint("source", "id.orig_h")
                    .number("source.port", "id.orig_p")
                    .endpoint("destination", "id.resp_h")
                    .number("destination.port", "id.resp_p")
                    .lower("network.transport", "proto")
                    .text("network.community_id", "community_id")
                    .seconds("event.duration", "duration")
                    .text("observer.hostname", "_system_name")
                    .build();

    @Override
    public String name() {
        return "zeek";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return ZeekName.of(sent) != null;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        String name = Objects.requireNonNull(ZeekName.of(sent));
        VendorShape.keep("zeek." + name, "zeek", sent, draft);
        draft.put("zeek.log", name);
        draft.time(sent.get("ts") == null ? sent.get("_write_ts") : sent.get("ts"));
        draft.put("observer.vendor", "Zeek");
        ZeekLog log = ZeekLogs.of(name);
        COMMON.apply(sent, draft);
        log.fields().apply(sent, draft);
        ZeekDetails.complete(name, sent, draft);
        log.categorize(draft);
    }
}
