package dev.tocsin.rules.run;

import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory of rule files: {@code *.yml} and {@code *.yaml} at any depth; {@code *.test.yml} are
 * tests, {@code lists.yml} are the lists that placeholders stand for. Names that begin with a dot
 * are left out. Files come in the order of their paths, which are relative to the directory and
 * have forward slashes.
 */
public final class RuleDirectory {
    private static final List<String> RULES = List.of(".yml", ".yaml");
    private static final List<String> TESTS = List.of(".test.yml", ".test.yaml");
    private static final Set<String> LISTS = Set.of("lists.yml", "lists.yaml");

    /** What a file is, by its name. */
    private enum Part {
        RULES,
        TESTS,
        LISTS
    }

    private RuleDirectory() {}

    /** The rule files. */
    public static List<RuleFile> read(Path directory) throws IOException {
        return files(directory, Part.RULES);
    }

    /** The test files. */
    public static List<RuleFile> readTests(Path directory) throws IOException {
        return files(directory, Part.TESTS);
    }

    /**
     * The lists of the directory by name: what placeholders stand for unless somebody says
     * otherwise.
     *
     * @throws IllegalArgumentException when a file is no list file, or a list is in two files
     */
    public static Map<String, List<String>> lists(Path directory) throws IOException {
        Map<String, List<String>> lists = new TreeMap<>();
        for (RuleFile file : files(directory, Part.LISTS)) {
            ListFile.read(file)
                    .forEach(
                            (name, values) -> {
                                if (lists.putIfAbsent(name, values) != null) {
                                    throw new IllegalArgumentException(
                                            "Expected the list '%s' in one file, but found it again in %s"
                                                    .formatted(name, file.path()));
                                }
                            });
        }
        return lists;
    }

    /** Whether this path is that of a rule file, by its name alone. */
    public static boolean isRule(Path path) {
        return isYaml(path) && part(path) == Part.RULES;
    }

    /** The paths of the rule files that a test file of this path tests. */
    static List<String> testedBy(String testPath) {
        for (String ending : TESTS) {
            if (testPath.endsWith(ending)) {
                String stem = testPath.substring(0, testPath.length() - ending.length());
                return List.of(stem + ".yml", stem + ".yaml");
            }
        }
        return List.of();
    }

    private static List<RuleFile> files(Path directory, Part part) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths =
                    walk.filter(Files::isRegularFile)
                            .filter(path -> isYaml(path) && part(path) == part)
                            .filter(path -> !hidden(directory.relativize(path)))
                            .toList();
        }
        List<RuleFile> files = new ArrayList<>();
        for (Path path : paths) {
            String relative = directory.relativize(path).toString().replace('\\', '/');
            files.add(new RuleFile(relative, Files.readString(path, StandardCharsets.UTF_8)));
        }
        files.sort((one, other) -> one.path().compareTo(other.path()));
        return files;
    }

    private static boolean hidden(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isYaml(Path path) {
        String name = path.toString();
        return RULES.stream().anyMatch(name::endsWith);
    }

    private static Part part(Path path) {
        String name = path.toString();
        if (TESTS.stream().anyMatch(name::endsWith)) {
            return Part.TESTS;
        }
        Path last = path.getFileName();
        return last != null && LISTS.contains(last.toString()) ? Part.LISTS : Part.RULES;
    }
}
