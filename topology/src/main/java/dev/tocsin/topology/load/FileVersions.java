package dev.tocsin.topology.load;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
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
import java.util.function.BiFunction;
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

    /** Sorted by path, too. */
    private final Map<String, Problem> unreadable = new TreeMap<>();

    private final BiFunction<List<RuleFile>, Placeholders, C> compiler;
    private final Function<C, List<Problem>> problems;
    private final BiFunction<C, List<Problem>, C> withProblems;

    /**
     * @param problems what a compilation found wrong
     * @param withProblems a compilation with other problems
     */
    private FileVersions(
            BiFunction<List<RuleFile>, Placeholders, C> compiler,
            Function<C, List<Problem>> problems,
            BiFunction<C, List<Problem>, C> withProblems) {
        this.compiler = compiler;
        this.problems = problems;
        this.withProblems = withProblems;
    }

    /** Of rule files. */
    static FileVersions<Compilation> ofRules() {
        return new FileVersions<>(
                RuleCompiler::compile,
                Compilation::problems,
                (compiled, problems) -> new Compilation(compiled.rules(), problems));
    }

    /** Of pipeline files. */
    static FileVersions<PipelineCompilation> ofPipelines() {
        return new FileVersions<>(
                PipelineCompiler::compile,
                PipelineCompilation::problems,
                (compiled, problems) -> new PipelineCompilation(compiled.pipelines(), problems));
    }

    void put(RuleFile file) {
        unreadable.remove(file.path());
        Deque<RuleFile> known = versions.computeIfAbsent(file.path(), _ -> new ArrayDeque<>());
        if (known.isEmpty() || !known.getFirst().equals(file)) {
            known.addFirst(file);
        }
        if (known.size() > MOST_VERSIONS) {
            known.removeLast();
        }
    }

    void remove(String path) {
        unreadable.remove(path);
        versions.remove(path);
    }

    /** What was published is no file at all: the versions before it stay. */
    void putUnreadable(Problem problem) {
        unreadable.put(problem.file(), problem);
    }

    /** Compiles the best version of every file; the problems are those of the newest versions. */
    C compile(Placeholders lists) {
        Map<String, Integer> chosen = new HashMap<>();
        C newest = compiler.apply(files(chosen), lists);
        C best = newest;
        while (fallBack(chosen, problems.apply(best))) {
            best = compiler.apply(files(chosen), lists);
        }
        forgetOlderThan(chosen);
        List<Problem> all = new ArrayList<>(unreadable.values());
        all.addAll(problems.apply(newest));
        return withProblems.apply(best, all);
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
