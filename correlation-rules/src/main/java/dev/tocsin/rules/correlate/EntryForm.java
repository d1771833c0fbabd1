package dev.tocsin.rules.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of an event in a window and in a contribution: it goes from the one to the other
 * as it is. After a byte of flags stand: the inner episode that it is, if any; the positions,
 * unless they are the first alone; the values as the event spells them; and the detail, of which
 * the predicates and the ties to other correlations stand last, so that they can be left out.
 */
final class EntryForm {
    static final int HAS_DETAIL = 1;
    static final int HAS_VALUES = 2;
    static final int OTHER_POSITIONS = 4;

    /** The event came when the group's clock was already past it. */
    static final int LATE = 8;

    /** The detail has its last part. */
    static final int WHOLE = 16;

    /** It stands for an inner episode. */
    static final int RESULT = 32;

    private static final String WHAT = "an event of a window";

    private EntryForm() {}

    /**
     * Writes an event with its whole detail.
     *
     * @param to a writer that has not written anything
     * @return where the last part of the detail begins
     */
    static int write(BinaryWriter to, long positions, List<String> values, Detail detail) {
        InnerResult result = detail.result();
        to.octet(
                HAS_DETAIL
                        | WHOLE
                        | (values.isEmpty() ? 0 : HAS_VALUES)
                        | (positions == 1 ? 0 : OTHER_POSITIONS)
                        | (result == null ? 0 : RESULT));
        if (result != null) {
            to.text(result.episode());
        }
        if (positions != 1) {
            to.number(positions);
        }
        if (!values.isEmpty()) {
            Parts.writeTexts(to, values);
        }
        Parts.writeRef(to, detail.ref(), detail.ref().timeMs());
        Parts.writeMap(to, detail.group());
        Parts.writeMap(to, detail.context());
        int rest = to.size();
        Parts.writePredicates(to, detail.predicates());
        Parts.writeChain(to, result, detail.carried());
        return rest;
    }

    /** A reader that stands behind the flags. */
    static BinaryReader reader(byte[] bytes, int from, int end) {
        return new BinaryReader(bytes, from, end, WHAT);
    }

    /** Reads on from behind the flags: the inner episode that it is; null if it is none. */
    static @Nullable String readEpisode(BinaryReader from, int flags) {
        return (flags & RESULT) == 0 ? null : from.text();
    }

    /** Reads on from behind the inner episode. */
    static long readPositions(BinaryReader from, int flags) {
        return (flags & OTHER_POSITIONS) == 0 ? 1 : from.number();
    }

    /** Reads on from behind the positions: values as they are spelled. */
    static List<String> readValues(BinaryReader from, int flags) {
        return (flags & HAS_VALUES) == 0 ? List.of() : Parts.readTexts(from);
    }

    /** Reads on from behind the values. */
    static Detail readDetail(BinaryReader from, int flags, long timeMs) {
        boolean whole = (flags & WHOLE) != 0;
        Detail detail =
                new Detail(
                        Parts.readRef(from, timeMs),
                        FieldValues.copyOf(Parts.readMap(from)),
                        FieldValues.copyOf(Parts.readMap(from)),
                        whole ? Parts.readPredicates(from) : List.of(),
                        (flags & LATE) != 0,
                        whole ? Parts.readResult(from) : null,
                        whole ? Parts.readCarried(from) : List.of());
        from.end();
        return detail;
    }
}
