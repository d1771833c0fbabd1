package dev.tocsin.desk.metric;

import org.jspecify.annotations.Nullable;

/** What figures may be told by. */
enum By {
    SEVERITY,
    RULE,
    ASSIGNEE;

    /** The field of an alert. */
    String field() {
        return switch (this) {
            case SEVERITY -> "level";
            case RULE -> "rule.id";
            case ASSIGNEE -> "assignee";
        };
    }

    /** The key of what has no value. */
    static String key(@Nullable String value) {
        return value == null ? "none" : value;
    }
}
