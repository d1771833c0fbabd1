package dev.tocsin.rules.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a regular expression matches somewhere in an ASCII text, by one look a character (subset
 * construction; Rabin and Scott, 1959). Made whole in advance, and only when it stays small.
 * Immutable.
 */
public final class AsciiDfa {
    private static final int MAX_STATES = 1_500;

    private final byte[] classes;
    private final int classCount;
    private final int[] next;

    /** Whether a state is a match whatever follows, and whether it is one where the text ends. */
    private final boolean[] matched;

    private final boolean[] matchedAtEnd;

    private AsciiDfa(Builder builder) {
        this.classes = builder.classes;
        this.classCount = builder.representatives.length;
        this.matched = new boolean[builder.states.size()];
        this.matchedAtEnd = new boolean[builder.states.size()];
        this.next = new int[builder.states.size() * classCount];
        for (int state = 0; state < matched.length; state++) {
            matched[state] = builder.states.get(state).matched;
            matchedAtEnd[state] = builder.states.get(state).matchedAtEnd;
            System.arraycopy(builder.rows.get(state), 0, next, state * classCount, classCount);
        }
    }

    /**
     * The automaton of an expression in RE2 syntax that need not match from the beginning.
     *
     * @return null when the expression is not understood or its automaton is large
     */
    public static @Nullable AsciiDfa of(String regex, boolean ignoreCase, boolean dotAll) {
        Regex parsed = RegexParser.parse(regex, ignoreCase, dotAll);
        Nfa nfa = parsed == null ? null : Nfa.of(parsed);
        if (nfa == null) {
            return null;
        }
        Builder builder = new Builder(nfa);
        return builder.build() ? new AsciiDfa(builder) : null;
    }

    /** Whether the expression matches somewhere in a text of nothing but ASCII characters. */
    public boolean find(String ascii) {
        int state = 0;
        for (int i = 0; i < ascii.length(); i++) {
            if (matched[state]) {
                return true;
            }
            state = next[state * classCount + classes[ascii.charAt(i)]];
        }
        return matched[state] || matchedAtEnd[state];
    }

    /** The steps that read which a text may have come to. */
    private record State(BitSet steps, boolean matched, boolean matchedAtEnd) {}

    private static final class Builder {
        private final Nfa nfa;
        private final byte[] classes = new byte[AsciiSet.SIZE];
        private final int[] representatives;
        private final List<State> states = new ArrayList<>();
        private final List<int[]> rows = new ArrayList<>();
        private final Map<State, Integer> numbers = new HashMap<>();

        Builder(Nfa nfa) {
            this.nfa = nfa;
            this.representatives = classify();
        }

        /** Characters that stand in the same sets are one class. */
        private int[] classify() {
            List<AsciiSet> sets = new ArrayList<>();
            for (int step = 0; step < nfa.size(); step++) {
                if (nfa.step(step) instanceof Nfa.Step.Read(AsciiSet set, int _)
                        && !sets.contains(set)) {
                    sets.add(set);
                }
            }
            Map<BitSet, Integer> known = new HashMap<>();
            int[] first = new int[AsciiSet.SIZE];
            for (int c = 0; c < AsciiSet.SIZE; c++) {
                BitSet in = new BitSet();
                for (int set = 0; set < sets.size(); set++) {
                    in.set(set, sets.get(set).has(c));
                }
                Integer number = known.get(in);
                if (number == null) {
                    number = known.size();
                    known.put(in, number);
                    first[number] = c;
                }
                classes[c] = number.byteValue();
            }
            return Arrays.copyOf(first, known.size());
        }

        /** Whether the automaton stayed small. */
        boolean build() {
            number(state(new BitSet(), true));
            for (int state = 0; state < states.size(); state++) {
                if (states.size() > MAX_STATES) {
                    return false;
                }
                int[] row = new int[representatives.length];
                for (int c = 0; c < row.length; c++) {
                    row[c] = follow(state, representatives[c]);
                }
                rows.add(row);
            }
            return true;
        }

        private int follow(int number, int c) {
            State from = states.get(number);
            if (from.matched) {
                return number;
            }
            BitSet to = new BitSet();
            for (int step = from.steps.nextSetBit(0); step >= 0; ) {
                if (nfa.step(step) instanceof Nfa.Step.Read(AsciiSet set, int next) && set.has(c)) {
                    to.set(next);
                }
                step = from.steps.nextSetBit(step + 1);
            }
            return number(state(to, false));
        }

        /** Where steps lead without reading; a match may begin anew at every character. */
        private State state(BitSet entered, boolean atBegin) {
            BitSet seen = new BitSet();
            BitSet seenAtEnd = new BitSet();
            for (int step = entered.nextSetBit(0); step >= 0; ) {
                reach(step, false, false, seen);
                reach(step, false, true, seenAtEnd);
                step = entered.nextSetBit(step + 1);
            }
            reach(nfa.start(), atBegin, false, seen);
            reach(nfa.start(), atBegin, true, seenAtEnd);
            BitSet reads = new BitSet();
            boolean matched = false;
            for (int step = seen.nextSetBit(0); step >= 0; step = seen.nextSetBit(step + 1)) {
                reads.set(step, nfa.step(step) instanceof Nfa.Step.Read);
                matched |= nfa.step(step) instanceof Nfa.Step.Matched;
            }
            boolean atEnd = false;
            for (int step = seenAtEnd.nextSetBit(0); step >= 0; ) {
                atEnd |= nfa.step(step) instanceof Nfa.Step.Matched;
                step = seenAtEnd.nextSetBit(step + 1);
            }
            return new State(reads, matched, atEnd);
        }

        private void reach(int from, boolean atBegin, boolean atEnd, BitSet seen) {
            List<Integer> open = new ArrayList<>(List.of(from));
            while (!open.isEmpty()) {
                int step = open.removeLast();
                if (seen.get(step)) {
                    continue;
                }
                seen.set(step);
                switch (nfa.step(step)) {
                    case Nfa.Step.Fork(int one, int other) -> {
                        open.add(one);
                        open.add(other);
                    }
                    case Nfa.Step.AtBegin(int next) when atBegin -> open.add(next);
                    case Nfa.Step.AtEnd(int next) when atEnd -> open.add(next);
                    case Nfa.Step.AtBegin _, Nfa.Step.AtEnd _ -> {}
                    case Nfa.Step.Read _, Nfa.Step.Matched _ -> {}
                }
            }
        }

        private int number(State state) {
            Integer known = numbers.get(state);
            if (known == null) {
                known = states.size();
                numbers.put(state, known);
                states.add(state);
            }
            return known;
        }
    }
}
