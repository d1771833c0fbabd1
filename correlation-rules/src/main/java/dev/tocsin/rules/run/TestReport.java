package dev.tocsin.rules.run;

import dev.tocsin.rules.source.Problem;
import java.time.Duration;
import java.util.List;

/**
 * What came of running the tests of a directory of rules.
 *
 * @param problems what the compiler found in the rules
 * @param results every test, in the order of files
 * @param untested rules that alert and have no test in which they do, or none in which they do not:
 *     one line each
 */
public record TestReport(List<Problem> problems, List<Result> results, List<String> untested) {

    /**
     * One test.
     *
     * @param file the test file
     * @param name the test
     * @param difference why it failed, in lines for people; empty: it passed
     * @param took how long it ran
     */
    public record Result(String file, String name, String difference, Duration took) {
        public boolean passed() {
            return difference.isEmpty();
        }
    }

    public TestReport {
        problems = List.copyOf(problems);
        results = List.copyOf(results);
        untested = List.copyOf(untested);
    }

    /** Whether there is no error, no failed test and no rule without tests. */
    public boolean passed() {
        return failures() == 0
                && untested.isEmpty()
                && problems.stream().noneMatch(Problem::isError);
    }

    public long failures() {
        return results.stream().filter(result -> !result.passed()).count();
    }

    /** The report for people: problems, failures, rules without tests, and a last line of sums. */
    public String text() {
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> text.append(problem).append('\n'));
        for (Result result : results) {
            if (!result.passed()) {
                text.append(result.file()).append(": ").append(result.name()).append('\n');
                result.difference()
                        .lines()
                        .forEach(line -> text.append("  ").append(line).append('\n'));
            }
        }
        untested.forEach(line -> text.append(line).append('\n'));
        text.append(results.size() - failures()).append(" of ").append(results.size());
        return text.append(" tests passed").append('\n').toString();
    }
}
