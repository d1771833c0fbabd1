package dev.tocsin.desk.auth;

import dev.tocsin.desk.http.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A role of those whom a setting names.
 *
 * @param role what they may do
 * @param name whom it is about
 * @param <N> how they are named
 */
public record RoleEntry<N>(Role role, N name) {

    /**
     * Reads {@code role=name;role2=name2}, in their order.
     *
     * @param variable for error messages
     * @param expected what the setting must be, for error messages
     * @param read the name that a text is; null when it is none
     */
    public static <N> List<RoleEntry<N>> parse(
            String variable, String text, String expected, Function<String, @Nullable N> read) {
        List<RoleEntry<N>> entries = new ArrayList<>();
        for (String one : text.split(";", -1)) {
            if (one.isBlank()) {
                continue;
            }
            String[] pair = one.split("=", 2);
            Role role = Texts.constant(Role.class, pair[0].strip());
            N name = pair.length < 2 ? null : read.apply(pair[1].strip());
            if (role == null || name == null) {
                throw new IllegalArgumentException(
                        "Expected %s to be %s, but found %s"
                                .formatted(variable, expected, one.strip()));
            }
            entries.add(new RoleEntry<>(role, name));
        }
        return entries;
    }

    /** Some of them as they are read. */
    public static String text(Collection<? extends RoleEntry<?>> entries) {
        return entries.stream()
                .map(entry -> Texts.name(entry.role()) + "=" + entry.name())
                .collect(Collectors.joining(";"));
    }
}
