package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.store.Ids;
import java.util.List;
import java.util.Set;

/**
 * Parts that a template gives an incident. The id of each is a function of the incident, the
 * template and the place in it, and begins with the time of the application: whoever makes it, and
 * however often, it is there once, in the order of the template.
 */
public final class PartSeeds {
    private static final String TECHNIQUES = "techniques";
    private static final String TECHNIQUE = "technique";

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
