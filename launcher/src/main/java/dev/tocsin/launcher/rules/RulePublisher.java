package dev.tocsin.launcher.rules;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.Severity;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the published rules equal to a directory's: new and changed files are written, files that
 * are gone are removed. A file with an error is not published, and what was published of it before
 * stays in force. Before them come the directory's lists, as far as nobody else has published a
 * list of that name.
 */
public final class RulePublisher implements Publisher {
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
     * @param valid number of rules and correlations, or pipelines, that are valid
     * @param what what they are, for people
     */
    public record Published(
            List<String> changed,
            List<String> removed,
            List<String> refused,
            List<Problem> problems,
            int valid,
            String what) {
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
            return "%d %s valid; %d files published, %d removed, %d refused"
                    .formatted(valid, what, changed.size(), removed.size(), refused.size());
        }
    }

    @Override
    public Published publish(Path directory, String author) throws IOException {
        List<RuleFile> files = RuleDirectory.read(directory);
        PublishedLists lists = topic.lists();
        Map<String, List<String>> changedLists = lists.changes(lists(directory));
        topic.writeLists(changedLists, author);
        Compilation compilation = RuleCompiler.compile(files, lists.after(changedLists)::get);
        List<Problem> problems = new ArrayList<>(misplaced(files));
        problems.addAll(compilation.problems());
        FileChanges changes = FileChanges.of(files, problems, topic.rules());
        topic.write(changes.changed(), changes.removed(), author);
        return changes.published(
                problems,
                compilation.rules().rules().size() + compilation.rules().correlations().size(),
                "rules");
    }

    /** Rule files under the paths that pipeline files have. */
    private static List<Problem> misplaced(List<RuleFile> files) {
        List<Problem> misplaced = new ArrayList<>();
        for (RuleFile file : files) {
            if (file.path().startsWith(Topics.PIPELINE_PATHS)) {
                misplaced.add(
                        new Problem(
                                Severity.ERROR,
                                file.path(),
                                1,
                                1,
                                1,
                                "Expected no rules under "
                                        + Topics.PIPELINE_PATHS
                                        + ", but found some",
                                "that is where pipelines are published: rename the directory"));
            }
        }
        return misplaced;
    }

    private static Map<String, List<String>> lists(Path directory) throws IOException {
        try {
            return RuleDirectory.lists(directory);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
