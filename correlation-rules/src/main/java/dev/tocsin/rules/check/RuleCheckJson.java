package dev.tocsin.rules.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.source.Problem;
import java.util.List;

/** The wire form of a {@link RuleCheck}: its counts, and its problems. */
public final class RuleCheckJson {
    private RuleCheckJson() {}

    /** {@code {"files","documents","rules","correlations","filters","errors","warnings"}}. */
    public static ObjectNode summary(RuleCheck check) {
        return Json.object()
                .put("files", check.files())
                .put("documents", check.documents())
                .put("rules", check.rules())
                .put("correlations", check.correlations())
                .put("filters", check.filters())
                .put("errors", check.errors())
                .put("warnings", check.warnings());
    }

    /** The summary, and every problem under {@code problems}. */
    public static ObjectNode write(RuleCheck check) {
        ObjectNode root = summary(check);
        root.set("problems", problems(check.compilation().problems()));
        return root;
    }

    /** Problems as a list of objects. */
    public static ArrayNode problems(List<Problem> problems) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (Problem problem : problems) {
            list.addObject()
                    .put("severity", problem.severity().text())
                    .put("file", problem.file())
                    .put("document", problem.document())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("message", problem.message())
                    .put("hint", problem.hint());
        }
        return list;
    }
}
