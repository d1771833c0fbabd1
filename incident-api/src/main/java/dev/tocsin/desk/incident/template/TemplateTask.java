package dev.tocsin.desk.incident.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Phase;
import dev.tocsin.desk.incident.part.PartSeeds.Seed;
import dev.tocsin.json.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A task of a template.
 *
 * @param title what is to be done, in a line
 * @param description how; null when the title says it
 * @param phase in which phase; null when that is open
 * @param dueIn how long after the template was applied; null when that is open
 */
record TemplateTask(
        String title,
        @Nullable String description,
        @Nullable Phase phase,
        @Nullable Duration dueIn) {
    ObjectNode toJson() {
        return members().put("due_in", dueIn == null ? null : dueIn.toString());
    }

    Seed seed(long atMs) {
        return new Seed(
                "tasks",
                members().put("due", dueIn == null ? null : Texts.time(atMs + dueIn.toMillis())));
    }

    private ObjectNode members() {
        return Json.object()
                .put("title", title)
                .put("description", description)
                .put("phase", phase == null ? null : Texts.name(phase));
    }
}
