package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/**
 * A finding of AWS GuardDuty, as its API or EventBridge gives it; its own names stay under {@code
 * aws.guardduty.*}.
 */
final class GuardDutyShape implements VendorShape {
    private static final FieldMap FIELDS =
            FieldMap.builder()
                    .text("event.action", "type")
                    .text("rule.name", "type")
                    .text("message", "title")
                    .text("rule.description", "description")
                    .time("event.start", "service.eventFirstSeen")
                    .time("event.end", "service.eventLastSeen")
                    .text("cloud.account.id", "accountId")
                    .text("cloud.region", "region")
                    .text("cloud.availability_zone", "resource.instanceDetails.availabilityZone")
                    .text("cloud.instance.id", "resource.instanceDetails.instanceId")
                    .text("cloud.machine.type", "resource.instanceDetails.instanceType")
                    .text("user.name", "resource.accessKeyDetails.userName")
                    .text("user.id", "resource.accessKeyDetails.principalId")
                    .build();
    private static final FieldMap API_CALL =
            FieldMap.builder()
                    .endpoint(
                            "source", "remoteIpDetails.ipAddressV4", "remoteIpDetails.ipAddressV6")
                    .text("event.provider", "serviceName")
                    .text("error.code", "errorCode")
                    .text("user_agent.original", "userAgent")
                    .build();
    private static final FieldMap INBOUND = connection("source", "destination");
    private static final FieldMap OUTBOUND = connection("destination", "source");
    private static final FieldMap DNS =
            FieldMap.builder()
                    .text("dns.question.name", "domain")
                    .lower("network.transport", "protocol")
                    .build();

    @Override
    public String name() {
        return "guardduty";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        ObjectNode finding = Envelope.EVENT_BRIDGE.document(sent);
        return VendorShape.isObject(finding, "service")
                && "guardduty".equals(finding.path("service").path("serviceName").asText())
                && VendorShape.isText(finding, "type");
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        ObjectNode finding = Envelope.EVENT_BRIDGE.document(sent);
        VendorShape.keep("aws.guardduty", "aws", finding, draft);
        Envelope.EVENT_BRIDGE.keep(sent, draft);
        draft.time(finding.has("updatedAt") ? finding.get("updatedAt") : finding.get("createdAt"));
        draft.put("event.kind", "alert");
        draft.putAll("event.category", "intrusion_detection");
        draft.putAll("event.type", "info");
        draft.put("cloud.provider", "aws");
        if (finding.path("severity").isNumber()) {
            draft.put("event.severity", finding.path("severity").longValue());
        }
        FIELDS.apply(finding, draft);
        action(finding.path("service").path("action"), draft);
    }

    private static void action(JsonNode action, Draft draft) {
        JsonNode connection = action.path("networkConnectionAction");
        boolean outbound = "OUTBOUND".equals(Json.text(connection, "connectionDirection"));
        (outbound ? OUTBOUND : INBOUND).apply(connection, draft);
        INBOUND.apply(action.path("portProbeAction").path("portProbeDetails").path(0), draft);
        API_CALL.apply(action.path("awsApiCallAction"), draft);
        API_CALL.apply(action.path("kubernetesApiCallAction"), draft);
        API_CALL.apply(action.path("rdsLoginAttemptAction"), draft);
        DNS.apply(action.path("dnsRequestAction"), draft);
    }

    private static FieldMap connection(String remote, String local) {
        return FieldMap.builder()
                .endpoint(remote, "remoteIpDetails.ipAddressV4", "remoteIpDetails.ipAddressV6")
                .number(remote + ".port", "remotePortDetails.port")
                .text(remote + ".geo.country_name", "remoteIpDetails.country.countryName")
                .text(remote + ".geo.city_name", "remoteIpDetails.city.cityName")
                .text(remote + ".as.organization.name", "remoteIpDetails.organization.asnOrg")
                .number(remote + ".as.number", "remoteIpDetails.organization.asn")
                .endpoint(local, "localIpDetails.ipAddressV4", "localIpDetails.ipAddressV6")
                .number(local + ".port", "localPortDetails.port")
                .lower("network.transport", "protocol")
                .lower("network.direction", "connectionDirection")
                .build();
    }
}
