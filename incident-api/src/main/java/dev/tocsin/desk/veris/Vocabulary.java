package dev.tocsin.desk.veris;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The members of a VERIS record, their types, and the values that they may have. */
final class Vocabulary {
    /** The version that the vocabulary is of. */
    static final String VERSION = "1.4.1";

    private static final String ITEM = "[]";

    private final Map<String, Rule> rules = new HashMap<>();

    /** Reads the vocabulary that is part of the program. */
    Vocabulary() {
        Map<String, List<String>> enumerations = new HashMap<>();
        for (String line : lines("vocabulary.tsv")) {
            List<String> words = Arrays.asList(line.split("\t", -1));
            if (words.getFirst().equals("enumeration")) {
                enumerations.put(words.get(1), words.subList(2, words.size()));
            } else {
                add(
                        words.getFirst(),
                        new Rule(words.get(1), words.subList(2, words.size()), enumerations),
                        words);
            }
        }
    }

    /** The rule of the whole record. */
    Rule root() {
        return Objects.requireNonNull(rules.get("/"));
    }

    /** The values of an enumeration by the pointer of the member, in their order. */
    List<String> values(String pointer) {
        Rule rule = rules.get(pointer);
        return rule == null ? List.of() : rule.values;
    }

    private void add(String pointer, Rule rule, List<String> words) {
        rules.put(pointer, rule);
        if (pointer.equals("/")) {
            return;
        }
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1);
        Rule parent =
                Objects.requireNonNull(rules.get(last == 0 ? "/" : pointer.substring(0, last)));
        if (name.equals(ITEM)) {
            parent.item = rule;
            return;
        }
        parent.members.put(name, rule);
        if (words.contains("required")) {
            parent.required.add(name);
        }
    }

    /** The lines of a table of this package, without remarks. */
    static List<String> lines(String name) {
        try (InputStream in = Vocabulary.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
