package dev.tocsin.desk.incident.part;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.id.ContentId;
import dev.tocsin.json.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Parts that a template gives an incident. The id of each is a function of the incident, the
 * template and the place in it, and begins with the time of the application: whoever makes it, and
 * however often, it is there once, in the order of the template.
 */
public final class PartSeeds {
    private static final int COUNT_BITS = 16;
    private static final int HALF = 16;
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
                String own = ContentId.of(incident.id(), template, seed.kind(), "" + i);
                String id =
                        HexFormat.of().toHexDigits((atMs << COUNT_BITS) + i)
                                + own.substring(0, HALF);
                sow(incident, template, seed, id, atMs, author);
            }
        }
    }

    private void sow(
            Incident incident, String template, Seed seed, String id, long atMs, Author author) {
        PartKind kind = PartKind.of(seed.kind());
        ObjectNode values = kind.create(seed.body());
        Part part = new Part(id, 1, values, atMs, author.name(), atMs, author.name());
        Change change =
                author.change(
                        Kind.INCIDENT,
                        incident.id(),
                        "added",
                        incident.version(),
                        Part.changes(kind, kind.path() + "/" + id, Json.object(), values),
                        "From the template " + template);
        parts.insertOnce(kind, incident.id(), part, change);
    }
}
