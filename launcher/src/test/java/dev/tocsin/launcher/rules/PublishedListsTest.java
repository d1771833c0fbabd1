package dev.tocsin.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishedListsTest {
    private final PublishedLists published =
            new PublishedLists(
                    Map.of("same", List.of("a"), "changed", List.of("a"), "theirs", List.of("a")),
                    Set.of("same", "changed"));

    @Test
    void writesWhatIsNewOrChanged() {
        Map<String, List<String>> changes =
                published.changes(
                        Map.of(
                                "same", List.of("a"),
                                "changed", List.of("b"),
                                "new", List.of()));

        assertThat(changes).containsOnly(entry("changed", List.of("b")), entry("new", List.of()));
    }

    @Test
    void leavesAListOfSomebodyElseAlone() {
        assertThat(published.changes(Map.of("theirs", List.of("b")))).isEmpty();
    }

    @Test
    void keepsWhatTheDirectoryDoesNotName() {
        assertThat(published.after(Map.of("changed", List.of("b"))))
                .containsOnly(
                        entry("same", List.of("a")),
                        entry("changed", List.of("b")),
                        entry("theirs", List.of("a")));
    }
}
