package dev.tocsin.rules.eval;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many byte strings a text contains. Of each string the four neighbouring bytes that
 * the fewest other strings have are its gram (of a shorter string, two). At every place of a text a
 * small filter says whether some gram may begin there, which for most places is all that is done,
 * and no place waits for the one before, as in an automaton; where a gram does begin, its strings
 * are compared. The time is linear in the text, times the number of strings that share one gram.
 * Immutable.
 */
final class GramIndex {
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FOUR = 4;
    private static final int PAIR = 2;
    private static final int PAIR_MASK = 0xffff;
    private static final int BYTES = 256;

    private final byte[][] strings;
    private final GramTable fours;
    private final GramTable pairs;

    private GramIndex(List<byte[]> list) {
        this.strings = list.toArray(byte[][]::new);
        this.fours = table(FOUR);
        this.pairs = table(PAIR);
    }

    /**
     * The index of different byte strings, none of them empty.
     *
     * @param strings their places in the list are their numbers
     */
    static GramIndex of(List<byte[]> strings) {
        return new GramIndex(strings);
    }

    private GramTable table(int length) {
        Map<Integer, Integer> uses = new HashMap<>();
        for (byte[] string : strings) {
            if (gramLength(string) == length) {
                for (int at = 0; at + length <= string.length; at++) {
                    uses.merge(gram(string, at, length), 1, Integer::sum);
                }
            }
        }
        GramTable.Builder builder = new GramTable.Builder();
        for (int number = 0; number < strings.length; number++) {
            if (gramLength(strings[number]) == length) {
                add(number, length, uses, builder);
            }
        }
        return builder.build();
    }

    private static int gramLength(byte[] string) {
        return string.length >= FOUR ? FOUR : PAIR;
    }

    private void add(int number, int length, Map<Integer, Integer> uses, GramTable.Builder to) {
        byte[] string = strings[number];
        if (string.length >= length) {
            int offset = rarest(string, length, uses);
            to.add(gram(string, offset, length), number, offset);
            return;
        }
        for (int second = 0; second < BYTES; second++) {
            to.add((string[0] & 0xff) | (second << Byte.SIZE), number, 0);
        }
    }

    private static int rarest(byte[] string, int length, Map<Integer, Integer> uses) {
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int at = 0; at + length <= string.length; at++) {
            int used = uses.getOrDefault(gram(string, at, length), 0);
            if (used < fewest) {
                fewest = used;
                best = at;
            }
        }
        return best;
    }

    /** The bytes from a place on as a number; past the end, zeros. */
    private static int gram(byte[] bytes, int at, int length) {
        int gram = 0;
        for (int i = 0; i < length && at + i < bytes.length; i++) {
            gram |= (bytes[at + i] & 0xff) << (Byte.SIZE * i);
        }
        return gram;
    }

    /** Adds the rules of every string that stands in the text. */
    void find(byte[] text, int[][] rules, ByteTrie.Sink into) {
        if (pairs.isEmpty()) {
            int[] hits = into.scratch(text.length);
            add(fours, FOUR, text, hits, 0, fours.fours(text, hits), rules, into);
            return;
        }
        int[] hits = into.scratch(2 * text.length);
        long counts = fours.foursAndPairs(pairs, text, hits);
        add(fours, FOUR, text, hits, 0, (int) counts, rules, into);
        add(pairs, PAIR, text, hits, text.length, (int) (counts >>> Integer.SIZE), rules, into);
        for (int at = Math.max(0, text.length - (FOUR - 1)); at < text.length; at++) {
            add(pairs, gram(text, at, PAIR), text, at, rules, into);
        }
    }

    private void add(
            GramTable table,
            int length,
            byte[] text,
            int[] hits,
            int from,
            int count,
            int[][] rules,
            ByteTrie.Sink into) {
        for (int i = from; i < from + count; i++) {
            int gram = (int) INTS.get(text, hits[i]);
            add(table, length == FOUR ? gram : gram & PAIR_MASK, text, hits[i], rules, into);
        }
    }

    private static int pair(byte[] text, int at) {
        return at + FOUR <= text.length
                ? (int) INTS.get(text, at) & PAIR_MASK
                : gram(text, at, PAIR);
    }

    private void add(
            GramTable table, int gram, byte[] text, int at, int[][] rules, ByteTrie.Sink into) {
        for (int entry = table.first(gram); entry >= 0; entry = table.next(entry)) {
            int number = table.number(entry);
            if (stands(strings[number], text, at - table.offset(entry))) {
                into.add(rules[number]);
            }
        }
    }

    /** Whether any of the strings stands in the text. */
    boolean any(byte[] text) {
        int last = text.length - FOUR;
        for (int at = 0; at <= last; at++) {
            int gram = (int) INTS.get(text, at);
            if (fours.mayHave(gram) && any(fours, gram, text, at)) {
                return true;
            }
        }
        return !pairs.isEmpty() && anyPair(text);
    }

    private boolean anyPair(byte[] text) {
        for (int at = 0; at < text.length; at++) {
            int pair = pair(text, at);
            if (pairs.mayHave(pair) && any(pairs, pair, text, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean any(GramTable table, int gram, byte[] text, int at) {
        for (int entry = table.first(gram); entry >= 0; entry = table.next(entry)) {
            if (stands(strings[table.number(entry)], text, at - table.offset(entry))) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(byte[] string, byte[] text, int from) {
        int to = from + string.length;
        return from >= 0
                && to <= text.length
                && Arrays.equals(string, 0, string.length, text, from, to);
    }
}
