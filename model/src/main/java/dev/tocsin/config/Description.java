package dev.tocsin.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings in effect as people may see them, one {@code NAME=value} a line; secrets are masked.
 * Built by one thread.
 */
public final class Description {
    private static final String MASK = "********";

    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Adds a setting that is no secret. */
    public Description with(String name, Object value) {
        lines.put(name, value.toString());
        return this;
    }

    /** Adds a setting of which only the presence is shown. */
    public Description withSecret(String name, boolean present) {
        lines.put(name, present ? MASK : "");
        return this;
    }

    /** Adds an address, its password masked. */
    public Description withAddress(String name, String address) {
        lines.put(name, address.replaceFirst("(://[^:/@]*):[^/]*@", "$1:" + MASK + "@"));
        return this;
    }

    /** Adds everything of another description. */
    public Description with(Description other) {
        lines.putAll(other.lines);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }
}
