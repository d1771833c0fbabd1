package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a text to the rules whose literal stands in it where it must: one trie for literals at the
 * beginning and for whole texts, one for literals at the end, one index of grams for those
 * anywhere. Immutable.
 */
final class TextIndex {
    private static final int[] NO_RULES = {};

    /** Byte strings by number, each with rules. */
    private static final class Literals {
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final List<byte[]> bytes = new ArrayList<>();
        private final List<int[]> rules = new ArrayList<>();
        private final List<int[]> otherRules = new ArrayList<>();

        void add(String text, byte[] literal, int[] of, boolean other) {
            Integer known = numbers.get(text);
            int number = known == null ? bytes.size() : known;
            if (known == null) {
                numbers.put(text, number);
                bytes.add(literal);
                rules.add(NO_RULES);
                otherRules.add(NO_RULES);
            }
            (other ? otherRules : rules).set(number, of);
        }

        boolean isEmpty() {
            return bytes.isEmpty();
        }

        int[][] rules() {
            return rules.toArray(int[][]::new);
        }

        int[][] otherRules() {
            return otherRules.toArray(int[][]::new);
        }
    }

    private final @Nullable ByteTrie beginning;
    private final int[][] beginningRules;
    private final int[][] wholeRules;
    private final @Nullable ByteTrie ending;
    private final int[][] endingRules;
    private final @Nullable GramIndex inside;
    private final int[][] insideRules;

    /**
     * @param anchors texts to rules; anchors of other kinds are passed over
     */
    TextIndex(Map<Anchor, int[]> anchors) {
        Literals begin = new Literals();
        Literals end = new Literals();
        Literals in = new Literals();
        anchors.forEach(
                (anchor, rules) -> {
                    byte[] text = FoldedBytes.of(anchor.text());
                    switch (anchor.kind()) {
                        case EQUALS -> begin.add(anchor.text(), text, rules, true);
                        case STARTS_WITH -> begin.add(anchor.text(), text, rules, false);
                        case ENDS_WITH ->
                                end.add(anchor.text(), ByteTrie.reversed(text), rules, false);
                        case CONTAINS -> in.add(anchor.text(), text, rules, false);
                        case NUMBER, PRESENT -> {}
                    }
                });
        this.beginning = begin.isEmpty() ? null : ByteTrie.of(begin.bytes);
        this.beginningRules = begin.rules();
        this.wholeRules = begin.otherRules();
        this.ending = end.isEmpty() ? null : ByteTrie.of(end.bytes);
        this.endingRules = end.rules();
        this.inside = in.isEmpty() ? null : GramIndex.of(in.bytes);
        this.insideRules = in.rules();
    }

    boolean isEmpty() {
        return beginning == null && ending == null && inside == null;
    }

    void find(byte[] text, ByteTrie.Sink into) {
        if (beginning != null) {
            beginning.begin(text, wholeRules, beginningRules, into);
        }
        if (ending != null) {
            ending.end(text, endingRules, into);
        }
        if (inside != null) {
            inside.find(text, insideRules, into);
        }
    }
}
