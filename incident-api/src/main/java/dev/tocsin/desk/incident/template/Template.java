package dev.tocsin.desk.incident.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Pap;
import dev.tocsin.desk.incident.Playbook;
import dev.tocsin.desk.incident.Tlp;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.incident.part.PartSeeds.Seed;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What incidents of a sort have in common.
 *
 * @param id its name in requests
 * @param name for people
 * @param description when to use it; may be null
 * @param severity how bad such an incident is at least; null when that is open
 * @param tlp to whom it may be told; null when that is open
 * @param pap what may be done with what is known; null when that is open
 * @param tags words to find its incidents by
 * @param custom what its incidents have of custom fields
 * @param techniques of ATT&amp;CK that are to be expected
 * @param questions that are to be answered
 * @param tasks in the order in which they are to be done
 */
record Template(
        String id,
        String name,
        @Nullable String description,
        @Nullable Level severity,
        @Nullable Tlp tlp,
        @Nullable Pap pap,
        List<String> tags,
        ObjectNode custom,
        List<String> techniques,
        List<String> questions,
        List<TemplateTask> tasks) {
    Template {
        tags = List.copyOf(tags);
        custom = custom.deepCopy();
        techniques = List.copyOf(techniques);
        questions = List.copyOf(questions);
        tasks = List.copyOf(tasks);
    }

    Playbook playbook() {
        return new Playbook(id, severity, tlp, pap, tags, custom);
    }

    /** The parts that an incident gets. */
    List<Seed> seeds(long atMs) {
        List<Seed> seeds = new ArrayList<>();
        tasks.forEach(task -> seeds.add(task.seed(atMs)));
        questions.forEach(q -> seeds.add(new Seed("questions", Json.object().put("question", q))));
        techniques.forEach(
                t ->
                        seeds.add(
                                new Seed(
                                        "techniques",
                                        Json.object()
                                                .put("technique", t)
                                                .put("description", "Expected by " + name))));
        return seeds;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", id).put("name", name).put("description", description);
        json.put("severity", severity == null ? null : severity.text());
        json.put("tlp", tlp == null ? null : Texts.name(tlp));
        json.put("pap", pap == null ? null : Texts.name(pap));
        json.set("tags", Json.MAPPER.valueToTree(tags));
        json.set(CustomFields.MEMBER, custom.deepCopy());
        json.set("techniques", Json.MAPPER.valueToTree(techniques));
        json.set("questions", Json.MAPPER.valueToTree(questions));
        ArrayNode list = json.putArray("tasks");
        tasks.forEach(task -> list.add(task.toJson()));
        return json;
    }
}
