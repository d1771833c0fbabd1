package dev.tocsin.desk.mozdef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.json.Json;
import io.javalin.http.Context;

/** Bodies as MozDef's callers send them: an array of objects with a member each, or one object. */
final class MozDefBody {
    private static final int MAX_MEMBERS = 50;

    private MozDefBody() {}

    /** All members as one object. */
    static ObjectNode flat(Context ctx) {
        JsonNode body = Body.json(ctx);
        if (body instanceof ObjectNode object) {
            return object;
        }
        ObjectNode flat = Json.object();
        if (!body.isArray() || body.size() > MAX_MEMBERS) {
            throw unreadable();
        }
        for (JsonNode part : body) {
            if (!(part instanceof ObjectNode object)) {
                throw unreadable();
            }
            flat.setAll(object);
        }
        return flat;
    }

    private static ProblemException unreadable() {
        return ProblemException.unreadable(
                "Expected an object, or an array of at most "
                        + MAX_MEMBERS
                        + " objects as the body, but found another value");
    }
}
