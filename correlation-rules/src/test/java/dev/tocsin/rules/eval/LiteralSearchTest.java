package dev.tocsin.rules.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain comparisons with every literal are the judge of the structures that hold many. */
class LiteralSearchTest {
    private record Literals(List<String> texts, int[][] rules) {
        List<byte[]> bytes() {
            List<byte[]> bytes = new ArrayList<>();
            texts.forEach(text -> bytes.add(text.getBytes(ISO_8859_1)));
            return bytes;
        }

        static Literals random(Random random, int count) {
            Set<String> texts = new LinkedHashSet<>();
            while (texts.size() < count) {
                texts.add(text(random, 1 + random.nextInt(7)));
            }
            int[][] rules = new int[count][];
            Arrays.setAll(rules, i -> new int[] {i});
            return new Literals(List.copyOf(texts), rules);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abc\u00e4\u0000".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findExactlyTheLiteralsThatStandThere(long seed) {
        Random random = new Random(seed);
        Literals literals = Literals.random(random, 1 + random.nextInt(60));
        GramIndex inside = GramIndex.of(literals.bytes());
        ByteTrie beginning = ByteTrie.of(literals.bytes());
        ByteTrie ending = ByteTrie.of(literals.bytes().stream().map(ByteTrie::reversed).toList());
        int[][] none = new int[literals.rules.length][0];
        for (int i = 0; i < 500; i++) {
            String text = text(random, random.nextInt(20));
            byte[] bytes = text.getBytes(ISO_8859_1);

            Set<Integer> contained = expected(literals, text::contains);
            assertThat(found(into -> inside.find(bytes, literals.rules, into)))
                    .isEqualTo(contained);
            assertThat(inside.any(bytes)).isEqualTo(!contained.isEmpty());

            Set<Integer> begun = expected(literals, text::startsWith);
            assertThat(found(into -> beginning.begin(bytes, none, literals.rules, into)))
                    .isEqualTo(begun);
            assertThat(beginning.begins(bytes)).isEqualTo(!begun.isEmpty());
            assertThat(found(into -> beginning.begin(bytes, literals.rules, none, into)))
                    .isEqualTo(expected(literals, text::equals));

            Set<Integer> ended = expected(literals, text::endsWith);
            assertThat(found(into -> ending.end(bytes, literals.rules, into))).isEqualTo(ended);
            assertThat(ending.ends(bytes)).isEqualTo(!ended.isEmpty());
        }
    }

    private static Set<Integer> expected(Literals literals, Predicate<String> stands) {
        Set<Integer> expected = new TreeSet<>();
        for (int i = 0; i < literals.texts.size(); i++) {
            if (stands.test(literals.texts.get(i))) {
                expected.add(i);
            }
        }
        return expected;
    }

    private static Set<Integer> found(Consumer<ByteTrie.Sink> search) {
        Set<Integer> found = new TreeSet<>();
        search.accept(
                new ByteTrie.Sink() {
                    @Override
                    public void add(int[] rules) {
                        for (int rule : rules) {
                            found.add(rule);
                        }
                    }

                    @Override
                    public int[] scratch(int size) {
                        return new int[size];
                    }
                });
        return found;
    }

    @Test
    void theEmptyTextIsAWholeTextLikeAnyOther() {
        ByteTrie trie = ByteTrie.of(List.of(new byte[0], new byte[] {'a'}));
        int[][] rules = {{0}, {1}};
        int[][] none = {{}, {}};
        assertThat(found(into -> trie.begin(new byte[0], rules, none, into))).containsExactly(0);
        assertThat(found(into -> trie.begin(new byte[] {'a'}, rules, none, into)))
                .containsExactly(1);
    }
}
