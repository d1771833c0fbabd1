package dev.tocsin.launcher.rules;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the published rules equal to a directory's: new and changed files are written, files that
 * are gone are removed. A file with an error is not published, and what was published of it before
 * stays in force. Before them come the directory's lists, as far as nobody else has published a
 * list of that name.
 */
public final class RulePublisher {
    private final RulesTopic topic;

    public RulePublisher(RulesTopic topic) {
        this.topic = topic;
    }

    /**
     * What a publication did.
     *
     * @param changed paths that were written
     * @param removed paths that were removed
     * @param refused paths that were not published because of an error
     * @param problems errors and warnings of all files
     * @param rules number of rules and correlations in the directory that are valid
     */
    public record Published(
            List<String> changed,
            List<String> removed,
            List<String> refused,
            List<Problem> problems,
            int rules) {
        public Published {
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
            refused = List.copyOf(refused);
            problems = List.copyOf(problems);
        }

        /** Whether anything was written. */
        public boolean changedAnything() {
            return !changed.isEmpty() || !removed.isEmpty();
        }

        /** One line for people. */
        public String summary() {
            return "%d rules valid; %d files published, %d removed, %d refused"
                    .formatted(rules, changed.size(), removed.size(), refused.size());
        }
    }

    /**
     * Publishes the files of a directory as the whole rule set.
     *
     * @throws IOException when they cannot be read, or the broker does not take them
     */
    public Published publish(Path directory, String author) throws IOException {
        List<RuleFile> files = RuleDirectory.read(directory);
        PublishedLists lists = topic.lists();
        Map<String, List<String>> changedLists = lists.changes(lists(directory));
        topic.writeLists(changedLists, author);
        Compilation compilation = RuleCompiler.compile(files, lists.after(changedLists)::get);
        Set<String> broken = new HashSet<>();
        for (Problem problem : compilation.problems()) {
            if (problem.isError()) {
                broken.add(problem.file());
            }
        }
        Map<String, RuleFile> before = topic.read();
        List<RuleFile> changed = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (RuleFile file : files) {
            there.add(file.path());
            if (!broken.contains(file.path()) && !file.equals(before.get(file.path()))) {
                changed.add(file);
            }
        }
        List<String> removed =
                before.keySet().stream().filter(path -> !there.contains(path)).toList();
        topic.write(changed, removed, author);
        return new Published(
                changed.stream().map(RuleFile::path).toList(),
                removed,
                broken.stream().sorted().toList(),
                compilation.problems(),
                compilation.rules().rules().size() + compilation.rules().correlations().size());
    }

    private static Map<String, List<String>> lists(Path directory) throws IOException {
        try {
            return RuleDirectory.lists(directory);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
