package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/** A Windows event as Winlogbeat ships it: ECS with {@code winlog.*}. */
final class WinlogbeatShape implements Shape {

    @Override
    public String name() {
        return "windows-winlogbeat";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return Json.at(sent, "winlog.event_id") != null;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        EcsDocument.take(sent, draft);
        eventIdAsNumber(draft.event());
        WindowsEvent.complete(draft);
    }

    private static void eventIdAsNumber(ObjectNode event) {
        JsonNode id = Json.at(event, "winlog.event_id");
        Long number = id == null ? null : Numbers.whole(id);
        if (number != null) {
            Json.set(event, "winlog.event_id", LongNode.valueOf(number));
        }
    }
}
