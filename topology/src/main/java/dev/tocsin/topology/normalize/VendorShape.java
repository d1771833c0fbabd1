package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.json.JsonPath;
import java.util.List;

/**
 * The JSON of one product. Its document stays whole under the product's namespace, and what ECS has
 * a field for stands there too.
 */
sealed interface VendorShape extends Shape
        permits Auth0Shape,
                AzureShape,
                CloudTrailShape,
                DuoShape,
                GcpAuditShape,
                GithubAuditShape,
                GithubWebhookShape,
                GuardDutyShape,
                KubernetesAuditShape,
                OktaShape,
                SuricataShape,
                VpcFlowShape,
                ZeekShape {
    /**
     * All of them. Windows events, of which there are most, have been recognized before; each of
     * these asks first for a name that hardly any other sender uses, so that an event that is none
     * of them costs one look-up each, and no walk through its names.
     */
    List<Shape> ALL =
            List.of(
                    new CloudTrailShape(),
                    new ZeekShape(),
                    new SuricataShape(),
                    new KubernetesAuditShape(),
                    new VpcFlowShape(),
                    new GuardDutyShape(),
                    new GcpAuditShape(),
                    new AzureShape(),
                    new OktaShape(),
                    new Auth0Shape(),
                    new DuoShape(),
                    new GithubAuditShape(),
                    new GithubWebhookShape());

    /** What shippers say of the machine, beside the product's own document. */
    JsonPath HOST = JsonPath.of("host.name");

    /** The log source that a sender says itself. */
    JsonPath SAID = JsonPath.of(LogSource.FIELD);

    /** Keeps a product's document, and takes from it what every shipper may have added. */
    static void keep(String namespace, String module, JsonNode document, Draft draft) {
        draft.put(namespace, document);
        draft.put(LogSource.FIELD, SAID.at(document));
        draft.put("event.module", module);
        draft.put("event.dataset", namespace);
        JsonNode host = HOST.at(document);
        if (host != null && host.isTextual()) {
            draft.put("host.name", host);
        }
    }

    /** Whether a field of the document is a text. */
    static boolean isText(ObjectNode sent, String name) {
        JsonNode value = sent.get(name);
        return value != null && value.isTextual();
    }

    /** Whether a field of the document is an object. */
    static boolean isObject(ObjectNode sent, String name) {
        JsonNode value = sent.get(name);
        return value != null && value.isObject();
    }

    /** The text of a field, or an empty one. */
    static String textOr(JsonNode sent, String path, String otherwise) {
        String text = Json.text(sent, path);
        return text == null ? otherwise : text;
    }
}
