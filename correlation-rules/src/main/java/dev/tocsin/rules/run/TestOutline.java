package dev.tocsin.rules.run;

import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a test of a rule file is about.
 *
 * @param file the test file
 * @param name the test
 * @param events how many events it sends
 * @param firing names or ids of the rules that it expects alerts of
 */
public record TestOutline(String file, String name, int events, Set<String> firing) {
    public TestOutline {
        firing = Set.copyOf(firing);
    }

    /** The tests beside a rule file; those of a test file that cannot be read are left out. */
    public static List<TestOutline> beside(String rulePath, List<RuleFile> testFiles) {
        List<TestOutline> outlines = new ArrayList<>();
        for (RuleFile file : testFiles) {
            if (RuleDirectory.testedBy(file.path()).contains(rulePath)) {
                outlines.addAll(read(file));
            }
        }
        return outlines;
    }

    private static List<TestOutline> read(RuleFile file) {
        List<TestOutline> outlines = new ArrayList<>();
        try {
            for (RuleTest test : TestFileReader.read(file)) {
                Set<String> firing = new LinkedHashSet<>();
                test.alerts().forEach(alert -> firing.add(alert.path("rule").asText()));
                outlines.add(
                        new TestOutline(file.path(), test.name(), test.events().size(), firing));
            }
        } catch (IllegalArgumentException _) {
            // ./tocsin rules test says what is wrong with it.
            return List.of();
        }
        return outlines;
    }
}
