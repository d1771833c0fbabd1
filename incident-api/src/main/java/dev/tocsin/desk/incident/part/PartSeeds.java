package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.store.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts that a template or another document gives an incident. The id of each is a function of the
 * incident, the template and the place in it, and begins with the time of the application: whoever
 * makes it, and however often, it is there once, in the order of the template.
 */
public final class PartSeeds {
    private static final String TECHNIQUES = "techniques";
    private static final String TECHNIQUE = "technique";

    /** The most parts that one document gives at once. */
    static final int MAX_GATHERED = 1_000;

    /** By which member a part is known, whoever made it. */
    private static final Map<String, String> KNOWN_BY =
            Map.of("observables", "value", "lessons", "text");

    private final PartStore parts;

    public PartSeeds(PartStore parts) {
        this.parts = parts;
    }

    /**
     * A part to be made.
     *
     * @param kind the last part of the path of its list
     * @param body as of a POST there
     */
    public record Seed(String kind, ObjectNode body) {}

    /**
     * Makes parts of what a document about the incident says, but for those that are there, or were
     * and were deleted, and for what no person could enter either, as texts that are too long.
     *
     * @param why in the words of the history
     * @return how many were made of each kind, and under {@code left_out} how many could not be
     */
    public Map<String, Integer> gather(
            Incident incident, String why, List<Seed> seeds, Author author) {
        Map<String, Integer> made = new TreeMap<>(Map.of("left_out", 0));
        Map<String, Set<String>> known = new HashMap<>();
        int looked = 0;
        for (Seed seed : seeds) {
            PartKind kind = PartKind.of(seed.kind());
            made.putIfAbsent(seed.kind(), 0);
            ObjectNode values = ++looked > MAX_GATHERED ? null : checked(kind, seed.body());
            if (values == null) {
                made.merge("left_out", 1, Integer::sum);
            } else if (isNew(incident, kind, values, known)
                    && insert(incident, kind, values, why, author)) {
                made.merge(seed.kind(), 1, Integer::sum);
            }
        }
        return made;
    }

    private boolean isNew(
            Incident incident, PartKind kind, ObjectNode values, Map<String, Set<String>> known) {
        String member = KNOWN_BY.get(kind.path());
        return member == null
                || known.computeIfAbsent(
                                kind.path(), _ -> parts.everValues(kind, incident.id(), member))
                        .add(values.path(member).asText());
    }

    private boolean insert(
            Incident incident, PartKind kind, ObjectNode values, String why, Author author) {
        String id =
                Ids.of(
                        incident.createdAtMs(),
                        0,
                        incident.id(),
                        kind.path(),
                        values.path(KNOWN_BY.getOrDefault(kind.path(), "text")).asText(),
                        values.path("at").asText());
        Part part = Part.first(id, values, author.clock().millis(), author.name());
        return parts.insertOnce(kind, incident, part, why, author);
    }

    private static @Nullable ObjectNode checked(PartKind kind, ObjectNode body) {
        try {
            return kind.create(body);
        } catch (ProblemException _) {
            return null;
        }
    }

    /**
     * Makes parts, but for those that are there, or were and were deleted, and for techniques that
     * the incident has from elsewhere.
     *
     * @param atMs when the template was applied: the same for the same application
     */
    public void sow(
            Incident incident, String template, List<Seed> seeds, long atMs, Author author) {
        Set<String> known = parts.everValues(PartKind.of(TECHNIQUES), incident.id(), TECHNIQUE);
        for (int i = 0; i < seeds.size(); i++) {
            Seed seed = seeds.get(i);
            if (!seed.kind().equals(TECHNIQUES)
                    || !known.contains(seed.body().path(TECHNIQUE).asText())) {
                String id = Ids.of(atMs, i, incident.id(), template, seed.kind(), "" + i);
                PartKind kind = PartKind.of(seed.kind());
                Part part = Part.first(id, kind.create(seed.body()), atMs, author.name());
                parts.insertOnce(kind, incident, part, "From the template " + template, author);
            }
        }
    }
}
