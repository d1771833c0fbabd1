package dev.tocsin.desk.incident;

import dev.tocsin.alert.Level;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.query.Field;
import dev.tocsin.desk.query.FieldSet;
import dev.tocsin.desk.query.FieldType;
import dev.tocsin.desk.query.QueryException;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.desk.query.QueryPredicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The filter language over incidents that are at hand. */
public final class IncidentFilter {
    private static final List<Field> OWN = own();

    /** The fields that every incident has, with their places in the store. */
    static final FieldSet FIELDS = fields(CustomFields.NONE);

    /** The same with those that administrators added. */
    static FieldSet fields(CustomFields custom) {
        List<Field> fields = new ArrayList<>(OWN);
        fields.addAll(custom.inFilters());
        return new FieldSet(fields, words(), false);
    }

    private static List<Field> own() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("id", FieldType.KEYWORD, "_id"));
        fields.add(Field.of("title", FieldType.TEXT));
        fields.add(Field.of("summary", FieldType.TEXT));
        fields.add(Field.names("status", "status", Texts.all(IncidentStatus.class)));
        fields.add(Field.names("severity", "severity", Texts.all(Level.class)));
        fields.add(Field.names("kind", "kind", Texts.all(IncidentKind.class)));
        fields.add(Field.names("phase", "phase", Texts.all(Phase.class)));
        fields.add(Field.names("tlp", "tlp", Texts.all(Tlp.class)));
        fields.add(Field.names("pap", "pap", Texts.all(Pap.class)));
        fields.add(Field.of("assignee", FieldType.KEYWORD, "assignees"));
        fields.add(Field.of("tag", FieldType.KEYWORD, "tags"));
        fields.add(Field.of("alert", FieldType.KEYWORD, "alerts"));
        fields.add(Field.of("template", FieldType.KEYWORD, "templates"));
        fields.add(Field.of("created_at", FieldType.DATE));
        fields.add(Field.of("created_by", FieldType.KEYWORD));
        fields.add(Field.of("updated_at", FieldType.DATE));
        fields.add(Field.of("updated_by", FieldType.KEYWORD));
        for (Milestone milestone : Milestone.values()) {
            fields.add(Field.of(milestone.member(), FieldType.DATE));
        }
        return fields;
    }

    private static List<String> words() {
        return List.of("id", "title", "summary", "assignee", "tag");
    }

    private IncidentFilter() {}

    /**
     * The predicate of a filter.
     *
     * @param custom the fields that administrators added
     * @param now what {@code now} means in it
     * @throws QueryException when it is none
     */
    public static Predicate<QueryPredicate.Subject> of(
            String filter, CustomFields custom, Instant now) throws QueryException {
        return QueryPredicate.of(QueryParser.parse(filter, fields(custom), now));
    }

    /** An incident as filters see it: as it is stored. */
    public static QueryPredicate.Subject subject(Incident incident) {
        Document document = incident.toDocument();
        return field -> values(at(document, field.path()));
    }

    private static @Nullable Object at(Document document, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return document.get(path);
        }
        Object inner = document.get(path.substring(0, dot));
        return inner instanceof Document some ? at(some, path.substring(dot + 1)) : null;
    }

    private static List<?> values(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> several -> several;
            default -> List.of(value);
        };
    }
}
