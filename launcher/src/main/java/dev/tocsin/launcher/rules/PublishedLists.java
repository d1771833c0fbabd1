package dev.tocsin.launcher.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lists that are published. A list that came from a directory of rules follows the directory;
 * one that somebody else published is theirs, and the directory's values for it do not count.
 *
 * @param values values by name
 * @param ofDirectories names of those that came from a directory
 */
public record PublishedLists(Map<String, List<String>> values, Set<String> ofDirectories) {
    public PublishedLists {
        values = Map.copyOf(values);
        ofDirectories = Set.copyOf(ofDirectories);
    }

    /** What has to be written so that the lists of a directory are in force. */
    Map<String, List<String>> changes(Map<String, List<String>> directory) {
        Map<String, List<String>> changes = new TreeMap<>();
        directory.forEach(
                (name, wanted) -> {
                    List<String> there = values.get(name);
                    boolean ours = there == null || ofDirectories.contains(name);
                    if (ours && !wanted.equals(there)) {
                        changes.put(name, wanted);
                    }
                });
        return changes;
    }

    /** The values when the changes are written. */
    Map<String, List<String>> after(Map<String, List<String>> changes) {
        Map<String, List<String>> after = new HashMap<>(values);
        after.putAll(changes);
        return after;
    }
}
