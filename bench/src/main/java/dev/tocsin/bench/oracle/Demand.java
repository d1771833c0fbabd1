package dev.tocsin.bench.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a frame must fulfil. */
sealed interface Demand {
    /** As a rule has it; empty for no condition. */
    String yaml();

    /** Whether a frame is judged only when it is over. */
    boolean isClosing();

    /** No condition: a temporal wants all of its rules, other types look at no frame. */
    record Nothing() implements Demand {
        @Override
        public String yaml() {
            return "";
        }

        @Override
        public boolean isClosing() {
            return false;
        }
    }

    /** Bounds of a value, all of which must hold. */
    record Bounds(List<Bound> bounds) implements Demand {
        public Bounds {
            bounds = List.copyOf(bounds);
        }

        boolean holds(double value) {
            return bounds.stream().allMatch(bound -> bound.holds(value));
        }

        @Override
        public boolean isClosing() {
            return bounds.stream().anyMatch(bound -> !bound.operator().startsWith("g"));
        }

        @Override
        public String yaml() {
            List<String> parts = new ArrayList<>();
            bounds.forEach(bound -> parts.add(bound.operator() + ": " + bound.limit()));
            return String.join(", ", parts);
        }
    }

    /** One bound. */
    record Bound(String operator, int limit) {
        boolean holds(double value) {
            return switch (operator) {
                case "gt" -> value > limit;
                case "gte" -> value >= limit;
                case "lt" -> value < limit;
                case "lte" -> value <= limit;
                case "eq" -> value == limit;
                case "neq" -> value != limit;
                default -> throw new IllegalStateException("Expected a bound, found " + operator);
            };
        }
    }

    /** A boolean expression over names of rules, in disjunctive form. */
    record Cases(List<Case> any) implements Demand {
        public Cases {
            any = List.copyOf(any);
        }

        boolean holds(Set<String> seen) {
            return any.stream()
                    .anyMatch(
                            one ->
                                    seen.containsAll(one.all())
                                            && one.none().stream().noneMatch(seen::contains));
        }

        @Override
        public boolean isClosing() {
            return any.stream().anyMatch(one -> !one.none().isEmpty());
        }

        @Override
        public String yaml() {
            return String.join(" or ", any.stream().map(Case::text).toList());
        }
    }

    /** Some rules that must have matched, and some that must not. */
    record Case(List<String> all, List<String> none) {
        public Case {
            all = List.copyOf(all);
            none = List.copyOf(none);
        }

        String text() {
            List<String> parts = new ArrayList<>(all);
            none.forEach(name -> parts.add("not " + name));
            return "(" + String.join(" and ", parts) + ")";
        }
    }
}
