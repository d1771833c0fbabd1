package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record of AWS VPC flow logs as JSON, with the field names of the record format, whether their
 * words are parted by hyphens, underscores or capitals; they stay under {@code aws.vpcflow.*}.
 */
final class VpcFlowShape implements VendorShape {
    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .endpoint("source", "srcaddr")
                    .number("source.port", "srcport")
                    .number("source.bytes", "bytes")
                    .number("source.packets", "packets")
                    .endpoint("destination", "dstaddr")
                    .number("destination.port", "dstport")
                    .number("network.bytes", "bytes")
                    .number("network.packets", "packets")
                    .text("network.iana_number", "protocol")
                    .lower("network.direction", spellings("flow", "direction"))
                    .lower("network.type", "type")
                    .time("event.start", "start")
                    .time("event.end", "end")
                    .lower("event.action", "action")
                    .text("cloud.account.id", spellings("account", "id"))
                    .text("cloud.instance.id", spellings("instance", "id"))
                    .text("cloud.region", "region")
                    .text("cloud.availability_zone", spellings("az", "id"))
                    .text("observer.ingress.interface.id", spellings("interface", "id"))
                    .build();

    @Override
    public String name() {
        return "vpcflow";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return VendorShape.isText(sent, "srcaddr")
                && VendorShape.isText(sent, "dstaddr")
                && (hasAny(sent, spellings("interface", "id"))
                        || hasAny(sent, spellings("log", "status"))
                        || hasAny(sent, spellings("vpc", "id")));
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        VendorShape.keep("aws.vpcflow", "aws", sent, draft);
        draft.time(sent.has("end") ? sent.get("end") : sent.get("start"));
        draft.put("cloud.provider", "aws");
        FIELDS.apply(sent, draft);
        transport(sent.path("protocol"), draft);
        decision(sent.path("action").asText(), draft);
    }

    private static void transport(JsonNode protocol, Draft draft) {
        Long number = Numbers.whole(protocol);
        if (number != null) {
            draft.put("network.transport", Transports.name(number));
        }
    }

    private static void decision(String action, Draft draft) {
        draft.putAll("event.category", "network");
        switch (action) {
            case "ACCEPT" -> {
                draft.putAll("event.type", "connection", "allowed");
                draft.put("event.outcome", Outcome.SUCCESS);
            }
            case "REJECT" -> {
                draft.putAll("event.type", "connection", "denied");
                draft.put("event.outcome", Outcome.FAILURE);
            }
            default -> draft.putAll("event.type", "connection", "info");
        }
    }

    private static boolean hasAny(ObjectNode sent, String... names) {
        for (String name : names) {
            if (sent.get(name) != null) {
                return true;
            }
        }
        return false;
    }

    private static String[] spellings(String first, String second) {
        String capital = Texts.upper(second.substring(0, 1)) + second.substring(1);
        return new String[] {first + "-" + second, first + "_" + second, first + capital};
    }
}
