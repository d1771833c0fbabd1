package dev.tocsin.topology.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileVersionsTest {
    private final FileVersions<Compilation> files = FileVersions.ofRules();

    @Test
    void aBrokenFileKeepsItsLastGoodVersionAndSaysWhatIsWrong() {
        files.put(rule("a.yml", "first"));
        files.put(rule("b.yml", "other"));
        assertThat(ids(compile())).containsExactly("first", "other");
        files.put(new RuleFile("a.yml", "title: [broken"));
        Compilation compiled = compile();
        assertThat(ids(compiled)).containsExactly("first", "other");
        assertThat(compiled.problems()).anyMatch(problem -> problem.file().equals("a.yml"));
        files.put(new RuleFile("a.yml", "title: {still broken"));
        assertThat(ids(compile())).containsExactly("first", "other");
    }

    @Test
    void aGoodVersionEndsTheProblem() {
        files.put(rule("a.yml", "first"));
        compile();
        files.put(new RuleFile("a.yml", "title: [broken"));
        compile();
        files.put(rule("a.yml", "second"));
        Compilation compiled = compile();
        assertThat(ids(compiled)).containsExactly("second");
        assertThat(compiled.hasErrors()).isFalse();
    }

    @Test
    void allVersionsOfTheTopicAreThereToFallBackToAtTheStart() {
        files.put(rule("a.yml", "first"));
        files.put(new RuleFile("a.yml", "title: [broken"));
        files.put(new RuleFile("a.yml", "title: {still broken"));
        assertThat(ids(compile())).containsExactly("first");
    }

    @Test
    void aNewFileGivesTheDocumentsThatAreValid() {
        files.put(
                new RuleFile("a.yml", rule("a.yml", "good").text() + "---\ntitle: no detection\n"));
        Compilation compiled = compile();
        assertThat(ids(compiled)).containsExactly("good");
        assertThat(compiled.hasErrors()).isTrue();
    }

    @Test
    void aRemovedFileIsGoneWithItsVersions() {
        files.put(rule("a.yml", "first"));
        compile();
        files.remove("a.yml");
        assertThat(ids(compile())).isEmpty();
        files.put(new RuleFile("a.yml", "title: [broken"));
        assertThat(ids(compile())).isEmpty();
    }

    private Compilation compile() {
        return files.compile(Placeholders.none());
    }

    private static List<String> ids(Compilation compiled) {
        return compiled.rules().rules().stream().map(RulePlan::id).toList();
    }

    private static RuleFile rule(String path, String name) {
        return new RuleFile(
                path,
                """
                title: A rule
                name: %s
                logsource: {product: any}
                detection: {selection: {a: x}, condition: selection}
                level: low
                """
                        .formatted(name));
    }
}
