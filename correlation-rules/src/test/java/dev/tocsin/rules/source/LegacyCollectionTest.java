package dev.tocsin.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyCollectionTest {
    @Test
    void globalIsMergedDeeplyIntoLaterDocuments() {
        List<String> documents =
                read("action: global\nt: x\nd: {a: 1, b: 2}\n---\nd: {b: 3, c: 4}\n---\nt: y\n");

        assertThat(documents).containsExactly("{t=x,d={a=1,b=3,c=4}}", "{t=y,d={a=1,b=2}}");
    }

    @Test
    void resetForgetsTheGlobalOnes() {
        assertThat(read("action: global\nt: x\n---\na: 1\n---\naction: reset\n---\nb: 2\n"))
                .containsExactly("{t=x,a=1}", "{b=2}");
    }

    @Test
    void repeatMergesIntoTheDocumentBefore() {
        assertThat(read("a: 1\nb: 2\n---\naction: repeat\nb: 3\n"))
                .containsExactly("{a=1,b=2}", "{a=1,b=3}");
    }

    @Test
    void unknownActionIsAnError() {
        RuleReader.Result result = RuleReader.read(new RuleFile("t.yml", "action: merge\na: 1\n"));

        assertThat(result.documents()).isEmpty();
        assertThat(result.unreadable())
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo("Expected action global, reset or repeat, but found 'merge'");
    }

    @Test
    void repeatNeedsSomethingToRepeat() {
        RuleReader.Result result = RuleReader.read(new RuleFile("t.yml", "action: repeat\na: 1\n"));

        assertThat(result.unreadable())
                .singleElement()
                .extracting(Problem::message)
                .isEqualTo("Expected a document before 'action: repeat', but found none");
    }

    @Test
    void repeatAfterGlobalBuildsOnTheDocumentBefore() {
        assertThat(
                        read(
                                """
                                action: global
                                t: x
                                ---
                                a: 1
                                ---
                                action: repeat
                                b: 2
                                ---
                                c: 3
                                """))
                .containsExactly("{t=x,a=1}", "{t=x,a=1,b=2}", "{t=x,c=3}");
    }

    @Test
    void secondGlobalAddsToTheFirst() {
        assertThat(read("action: global\nt: x\n---\naction: global\nu: y\n---\na: 1\n"))
                .containsExactly("{t=x,u=y,a=1}");
    }

    private static List<String> read(String text) {
        List<String> documents = new ArrayList<>();
        for (Document document : RuleReader.read(new RuleFile("t.yml", text)).documents()) {
            assertThat(document.problems().all()).isEmpty();
            documents.add(text(document.root()));
        }
        return documents;
    }

    private static String text(Yaml value) {
        return switch (value) {
            case Yaml.Scalar scalar -> scalar.text();
            case Yaml.Sequence list -> list.what();
            case Yaml.Mapping map -> {
                List<String> entries = new ArrayList<>();
                for (Yaml.Entry entry : map.entries()) {
                    entries.add(entry.key() + "=" + text(entry.value()));
                }
                yield "{" + String.join(",", entries) + "}";
            }
        };
    }
}
