package dev.tocsin.rules.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists that {@code %name%} with the modifier {@code expand} stands for. */
@FunctionalInterface
public interface Placeholders {
    /** The values of a list, or null when there is no such list. */
    @Nullable List<String> values(String name);

    /** No lists at all: every placeholder is unresolved. */
    static Placeholders none() {
        return name -> null;
    }
}
