package dev.tocsin.desk.veris;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What ATT&CK's techniques are in the actions of VERIS. */
final class Attack {
    private static final int TECHNIQUE = "T1059".length();

    /** One row of the table: an action, {@code variety} or {@code vector}, and the techniques. */
    private record Row(String action, String member, String value, Set<String> techniques) {}

    private final List<Row> rows =
            Vocabulary.lines("attack.tsv").stream().map(Attack::row).toList();

    /** The actions that techniques are related to, and of each the varieties and vectors. */
    Map<String, Map<String, Set<String>>> actions(List<String> techniques) {
        Map<String, Map<String, Set<String>>> actions = new TreeMap<>();
        for (String technique : techniques) {
            for (Row row : rows) {
                if (row.techniques().contains(technique)
                        || row.techniques().contains(technique.substring(0, TECHNIQUE))) {
                    actions.computeIfAbsent(row.action(), _ -> new TreeMap<>())
                            .computeIfAbsent(row.member(), _ -> new TreeSet<>())
                            .add(row.value());
                }
            }
        }
        return actions;
    }

    private static Row row(String line) {
        String[] words = line.split("\t", -1);
        return new Row(
                words[0], words[1], words[2], Set.copyOf(Arrays.asList(words[3].split(" ", -1))));
    }
}
