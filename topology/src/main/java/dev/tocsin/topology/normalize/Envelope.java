package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.JsonPath;

/**
 * What a cloud puts around the document of one of its services on the way.
 *
 * @param inside the name of the document in the envelope
 * @param telling a field that says that this is the envelope
 * @param namespace where the rest of the envelope stays
 */
record Envelope(String inside, JsonPath telling, String namespace) {
    static final Envelope EVENT_BRIDGE =
            new Envelope("detail", JsonPath.of("detail-type"), "aws.eventbridge");
    static final Envelope LOG_SINK =
            new Envelope("data", JsonPath.of("data.protoPayload"), "gcp.envelope");

    /** The document inside, or the event itself when there is no envelope. */
    ObjectNode document(ObjectNode sent) {
        return sent.get(inside) instanceof ObjectNode document && telling.at(sent) != null
                ? document
                : sent;
    }

    /** Keeps the envelope, without the document that stands under its own name. */
    void keep(ObjectNode sent, Draft draft) {
        if (sent.get(inside) instanceof ObjectNode && telling.at(sent) != null) {
            sent.forEachEntry(
                    (name, value) -> {
                        if (!name.equals(inside)) {
                            draft.put(namespace + "." + name, value);
                        }
                    });
        }
    }
}
