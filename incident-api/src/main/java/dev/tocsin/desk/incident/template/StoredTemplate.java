package dev.tocsin.desk.incident.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A template with where it comes from.
 *
 * @param template what it says
 * @param version 1, and one more with each change
 * @param updatedAtMs when people last changed it; null for one that ships
 * @param updatedBy who did; null for one that ships
 */
record StoredTemplate(
        Template template, long version, @Nullable Long updatedAtMs, @Nullable String updatedBy) {
    /** Whether it came with Tocsin, so that it cannot be changed. */
    boolean isShipped() {
        return updatedBy == null;
    }

    ObjectNode toJson() {
        return template.toJson()
                .put("shipped", isShipped())
                .put("version", version)
                .put("updated_at", updatedAtMs == null ? null : Texts.time(updatedAtMs))
                .put("updated_by", updatedBy);
    }
}
