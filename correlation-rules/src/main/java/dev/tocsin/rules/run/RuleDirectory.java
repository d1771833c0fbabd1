package dev.tocsin.rules.run;

import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of rule files: {@code *.yml} and {@code *.yaml} at any depth; {@code *.test.yml} are
 * tests. Names that begin with a dot are left out. Files come in the order of their paths, which
 * are relative to the directory and have forward slashes.
 */
public final class RuleDirectory {
    private static final List<String> RULES = List.of(".yml", ".yaml");
    private static final List<String> TESTS = List.of(".test.yml", ".test.yaml");

    private RuleDirectory() {}

    /** The rule files. */
    public static List<RuleFile> read(Path directory) throws IOException {
        return files(directory, false);
    }

    /** The test files. */
    public static List<RuleFile> readTests(Path directory) throws IOException {
        return files(directory, true);
    }

    /** Whether this path is that of a rule file, by its name alone. */
    public static boolean isRule(Path path) {
        return isYaml(path) && !isTest(path);
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

    private static List<RuleFile> files(Path directory, boolean tests) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths =
                    walk.filter(Files::isRegularFile)
                            .filter(path -> isYaml(path) && isTest(path) == tests)
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

    private static boolean isTest(Path path) {
        String name = path.toString();
        return TESTS.stream().anyMatch(name::endsWith);
    }
}
