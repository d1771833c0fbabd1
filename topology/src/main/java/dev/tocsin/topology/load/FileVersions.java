package dev.tocsin.topology.load;

import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The published versions of every file of a kind. A file whose newest version has errors keeps its
 * last version without; a file that never had one gives those of its documents that are valid. Not
 * thread-safe.
 *
 * @param <C> what comes of compiling them
 */
final class FileVersions<C> {
    /** Versions of one file that are kept to fall back to. */
    static final int MOST_VERSIONS = 16;

    /** Newest first; sorted by path, so that the same files always compile in the same order. */
    private final Map<String, Deque<RuleFile>> versions = new TreeMap<>();

    private final Function<C, List<Problem>> problems;

    /**
     * @param problems what a compilation found wrong
     */
    FileVersions(Function<C, List<Problem>> problems) {
        this.problems = problems;
    }

    /**
     * What came of compiling.
     *
     * @param best of the best version of every file
     * @param newest of the newest ones, good or bad
     */
    record Compiled<C>(C best, C newest) {}

    void put(RuleFile file) {
        Deque<RuleFile> known = versions.computeIfAbsent(file.path(), _ -> new ArrayDeque<>());
        if (known.isEmpty() || !known.getFirst().equals(file)) {
            known.addFirst(file);
        }
        if (known.size() > MOST_VERSIONS) {
            known.removeLast();
        }
    }

    void remove(String path) {
        versions.remove(path);
    }

    Compiled<C> compile(Function<List<RuleFile>, C> compiler) {
        Map<String, Integer> chosen = new HashMap<>();
        C newest = compiler.apply(files(chosen));
        C best = newest;
        while (fallBack(chosen, problems.apply(best))) {
            best = compiler.apply(files(chosen));
        }
        forgetOlderThan(chosen);
        return new Compiled<>(best, newest);
    }

    /** Chooses an older version for each broken file that has one; false when none has. */
    private boolean fallBack(Map<String, Integer> chosen, List<Problem> found) {
        Set<String> broken = new HashSet<>();
        for (Problem problem : found) {
            if (problem.isError()) {
                broken.add(problem.file());
            }
        }
        boolean changed = false;
        for (String path : broken) {
            Deque<RuleFile> known = versions.get(path);
            int next = chosen.getOrDefault(path, 0) + 1;
            if (known != null && next < known.size()) {
                chosen.put(path, next);
                changed = true;
            }
        }
        return changed;
    }

    private List<RuleFile> files(Map<String, Integer> chosen) {
        List<RuleFile> files = new ArrayList<>();
        versions.forEach(
                (path, known) -> files.add(List.copyOf(known).get(chosen.getOrDefault(path, 0))));
        return files;
    }

    private void forgetOlderThan(Map<String, Integer> chosen) {
        versions.forEach(
                (path, known) -> {
                    int keep = chosen.getOrDefault(path, 0) + 1;
                    while (known.size() > keep) {
                        known.removeLast();
                    }
                });
    }
}
