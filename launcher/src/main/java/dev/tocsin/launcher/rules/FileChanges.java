package dev.tocsin.launcher.rules;

import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to be written so that the published files of a kind are those of a directory. A file
 * with an error is left as it was published before.
 *
 * @param changed new and changed files
 * @param removed paths of files that are gone
 * @param refused paths of files with an error
 */
record FileChanges(List<RuleFile> changed, List<String> removed, List<String> refused) {
    static FileChanges of(
            List<RuleFile> files, List<Problem> problems, Map<String, RuleFile> before) {
        Set<String> broken = new HashSet<>();
        for (Problem problem : problems) {
            if (problem.isError()) {
                broken.add(problem.file());
            }
        }
        List<RuleFile> changed = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (RuleFile file : files) {
            there.add(file.path());
            if (!broken.contains(file.path()) && !file.equals(before.get(file.path()))) {
                changed.add(file);
            }
        }
        return new FileChanges(
                changed,
                before.keySet().stream().filter(path -> !there.contains(path)).toList(),
                broken.stream().sorted().toList());
    }

    RulePublisher.Published published(List<Problem> problems, int valid, String what) {
        return new RulePublisher.Published(
                changed.stream().map(RuleFile::path).toList(),
                removed,
                refused,
                problems,
                valid,
                what);
    }
}
