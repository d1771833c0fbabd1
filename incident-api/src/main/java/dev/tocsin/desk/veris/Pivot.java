package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.Texts;
import java.util.SortedSet;
import java.util.TreeSet;

/** What records are counted by: each record has some names of it. */
enum Pivot {
    ACTION,
    ACTOR,
    ASSET,
    ATTRIBUTE,
    DISCOVERY_METHOD,
    INDUSTRY,
    COUNTRY,
    YEAR,
    SECURITY_INCIDENT;

    /**
     * The names of a record, each once. Actions, actors, attributes and discovery methods have the
     * category ({@code hacking}) and the category with each variety ({@code hacking.SQLi}).
     */
    SortedSet<String> names(JsonNode record) {
        SortedSet<String> names = new TreeSet<>();
        switch (this) {
            case ACTION, ACTOR, ATTRIBUTE, DISCOVERY_METHOD ->
                    categories(record.path(Texts.name(this)), names);
            case ASSET ->
                    record.path("asset")
                            .path("assets")
                            .forEach(asset -> scalar(asset.path("variety"), names));
            case INDUSTRY -> scalar(record.path("victim").path("industry"), names);
            case COUNTRY -> scalars(record.path("victim").path("country"), names);
            case YEAR -> scalar(record.path("timeline").path("incident").path("year"), names);
            case SECURITY_INCIDENT -> scalar(record.path("security_incident"), names);
        }
        return names;
    }

    private static void categories(JsonNode of, SortedSet<String> names) {
        // Records before 1.3 say the method of discovery in one word.
        scalar(of, names);
        for (var category : of.properties()) {
            String name = category.getKey();
            names.add(name);
            varieties(name, category.getValue().path("variety"), names);
            for (JsonNode data : category.getValue().path("data")) {
                varieties(name, data.path("variety"), names);
            }
        }
    }

    private static void varieties(String category, JsonNode variety, SortedSet<String> names) {
        SortedSet<String> found = new TreeSet<>();
        scalars(variety, found);
        found.forEach(one -> names.add(category + "." + one));
    }

    private static void scalars(JsonNode one, SortedSet<String> names) {
        scalar(one, names);
        one.forEach(item -> scalar(item, names));
    }

    private static void scalar(JsonNode value, SortedSet<String> names) {
        if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
            names.add(value.asText());
        }
    }
}
