package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.JsonPath;
import java.util.ArrayList;
import java.util.List;

/** A Windows event as Winlogbeat ships it: ECS with {@code winlog.*}. */
final class WinlogbeatShape implements Shape {
    private static final JsonPath EVENT_ID = JsonPath.of("winlog.event_id");
    private static final JsonPath EVENT_DATA = JsonPath.of("winlog.event_data");

    @Override
    public String name() {
        return "windows-winlogbeat";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return EVENT_ID.at(sent) != null;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        EcsDocument.take(sent, draft);
        eventIdAsNumber(draft.event());
        withoutSpaces(draft);
        WindowsEvent.complete(draft);
    }

    /** Some providers put spaces into the names of their data; rules do not. */
    private static void withoutSpaces(Draft draft) {
        if (EVENT_DATA.at(draft.event()) instanceof ObjectNode data) {
            List<String> names = new ArrayList<>();
            data.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                if (name.indexOf(' ') >= 0) {
                    WindowsEvent.data(draft, name, data.remove(name));
                }
            }
        }
    }

    private static void eventIdAsNumber(ObjectNode event) {
        JsonNode id = EVENT_ID.at(event);
        Long number = id == null ? null : Numbers.whole(id);
        if (number != null) {
            EVENT_ID.set(event, LongNode.valueOf(number));
        }
    }
}
