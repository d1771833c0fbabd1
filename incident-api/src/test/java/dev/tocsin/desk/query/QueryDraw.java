package dev.tocsin.desk.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws filters and documents in which each has a fair chance to meet the other. */
record QueryDraw(RandomGenerator random) {
    static final FieldSet FIELDS =
            new FieldSet(
                    List.of(
                            Field.of("title", FieldType.TEXT),
                            Field.of("user", FieldType.KEYWORD),
                            Field.of("risk", FieldType.NUMBER),
                            Field.of("at", FieldType.DATE),
                            Field.of("late", FieldType.BOOLEAN),
                            Field.names("level", "level", List.of("low", "medium", "high"))),
                    List.of("title", "user"),
                    false);

    private static final List<String> TEXTS =
            List.of("alice", "ALICE", "al", "bob", "a.b", "a*b", "$gt", "x y", "(bob)", "\\d", "^");
    private static final List<String> SHAPES =
            List.of("a*", "*b", "?l*", "A\\*b", "*", "\\$gt", "*.*", "\"x y\"", "\"(bob)\"", "a?b");
    private static final long DAY_MS = 86_400_000L;
    private static final long FIRST_MS = 1_767_225_600_000L;

    /** Fields with none, one or several values; numbers and times with at most one. */
    Map<String, List<?>> document() {
        Map<String, List<?>> document = new LinkedHashMap<>();
        document.put("title", some(TEXTS));
        document.put("user", some(TEXTS));
        document.put("risk", one(List.of(0, 1, 2.5, 40, -1)));
        document.put("at", one(List.of(FIRST_MS, FIRST_MS + DAY_MS - 1, FIRST_MS + DAY_MS)));
        document.put("late", some(List.of(true, false)));
        document.put("level", some(List.of("low", "medium", "high")));
        return document;
    }

    String filter(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> "(" + filter(depth - 1) + " and " + filter(depth - 1) + ")";
            case 2 -> "(" + filter(depth - 1) + " or " + filter(depth - 1) + ")";
            case 3 -> "not " + filter(depth - 1);
            default -> term();
        };
    }

    private String term() {
        return switch (random.nextInt(8)) {
            case 0 -> "title:" + shape();
            case 1 -> "user:" + shape();
            case 2 -> "risk:" + any(List.of("1", ">1", ">=2.5", "<0", "[0 to 2]", "[* to 1]", "*"));
            case 3 ->
                    "at:"
                            + any(
                                    List.of(
                                            "2026-01-01",
                                            ">2026-01-01",
                                            "<=2026-01-01",
                                            "[2026-01-01 to *]",
                                            "2026-01-02T00:00:00Z"));
            case 4 -> "late:" + any(List.of("true", "false", "*"));
            case 5 ->
                    "level:" + any(List.of("low", ">low", ">high", "<=medium", "[low to medium]"));
            case 6 -> "user:(" + shape() + " or " + shape() + ")";
            default -> shape();
        };
    }

    private String shape() {
        return random.nextBoolean() ? any(SHAPES) : "\"" + any(TEXTS).replace("\\", "\\\\") + "\"";
    }

    private List<?> one(List<?> of) {
        return random.nextInt(4) == 0 ? List.of() : List.of(of.get(random.nextInt(of.size())));
    }

    private List<?> some(List<?> of) {
        List<Object> some = new ArrayList<>();
        int size = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            some.add(of.get(random.nextInt(of.size())));
        }
        return some;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
