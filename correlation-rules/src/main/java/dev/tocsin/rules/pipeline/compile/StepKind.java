package dev.tocsin.rules.pipeline.compile;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of steps, by the keys that begin them. */
enum StepKind {
    RENAME("rename"),
    COPY("copy"),
    SET("set"),
    REMOVE("remove"),
    CONVERT("convert"),
    LOWERCASE("lowercase"),
    DATE("date"),
    DISSECT("dissect"),
    GROK("grok"),
    KV("kv"),
    CSV("csv"),
    JSON("json"),
    SPLIT("split"),
    CIDR("cidr"),
    LOOKUP("lookup"),
    DROP_IF("drop-if"),
    PLUGIN("plugin");

    private final String text;

    StepKind(String text) {
        this.text = text;
    }

    /** The name in files. */
    String text() {
        return text;
    }

    static @Nullable StepKind of(String text) {
        for (StepKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        return null;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(StepKind::text).toList();
    }
}
