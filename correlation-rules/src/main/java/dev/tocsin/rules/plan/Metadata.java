package dev.tocsin.rules.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of itself beyond what its alerts repeat (Sigma specification 2.1, rules).
 *
 * @param sigmaId its {@code id}, usually a UUID
 * @param name its {@code name} for references
 * @param taxonomy which field names it uses
 * @param status how mature it is, for example {@code stable}; empty when it does not say
 * @param license an SPDX id; empty when it does not say
 * @param date when it was written
 * @param modified when it was last changed
 * @param related other rules
 * @param fields fields that help an analyst
 * @param scope where it applies
 * @param custom every field that Sigma does not know, in the order of the file
 */
public record Metadata(
        @Nullable String sigmaId,
        @Nullable String name,
        String taxonomy,
        String status,
        String license,
        @Nullable LocalDate date,
        @Nullable LocalDate modified,
        List<Related> related,
        List<String> fields,
        List<String> scope,
        Map<String, JsonNode> custom) {
    /** Nothing but defaults. */
    public static final Metadata NONE =
            new Metadata(
                    null, null, "sigma", "", "", null, null, List.of(), List.of(), List.of(),
                    Map.of());

    /**
     * Another rule.
     *
     * @param type {@code derived}, {@code obsolete}, {@code merged}, {@code renamed} or {@code
     *     similar}
     */
    public record Related(String id, String type) {}

    public Metadata {
        related = List.copyOf(related);
        fields = List.copyOf(fields);
        scope = List.copyOf(scope);
        custom = Collections.unmodifiableMap(new LinkedHashMap<>(custom));
    }
}
