package dev.tocsin.rules.correlate;

import java.util.Arrays;

/**
 * What is known of the events of a {@link Chunk}, one after the other in one array: of each its
 * {@link EntryForm}, and nothing of an event that is nothing but its time (an episode has its
 * detail, it has no values and serves the first position). The chunk knows how long each is.
 *
 * <p>It is the chunk itself and not a part of it, because a step goes to another group each time,
 * and every further object that it must go to costs as much as what it does there.
 */
abstract sealed class EntryBytes permits Chunk {
    static final byte[] NONE = new byte[0];

    private byte[] bytes;
    private int start;
    private int end;

    /** The bytes of events, which belong to it from now on. */
    EntryBytes(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** Takes the bytes of another one for its own. */
    final void takeBytes(EntryBytes other) {
        bytes = other.bytes;
        start = other.start;
        end = other.end;
    }

    /** Has no bytes any more. */
    final void dropBytes() {
        bytes = NONE;
        start = 0;
        end = 0;
    }

    /** Where the first event lies. */
    final int start() {
        return start;
    }

    /** Behind the last event. */
    final int end() {
        return end;
    }

    /** The event that lies there. */
    final Entry entryAt(int offset, int length, long timeMs) {
        return new Entry(timeMs, bytes[offset], bytes, offset + 1, offset + length);
    }

    /** How many bytes an event takes. */
    static int lengthOf(Entry entry) {
        return entry.isPlain() ? 0 : entry.to() - entry.from() + 1;
    }

    /** Puts an event where another one lies, or at the end. */
    final void insertBytes(int offset, Entry entry) {
        int length = lengthOf(entry);
        if (length > 0) {
            int at = makeRoom(offset, length);
            bytes[at] = (byte) entry.flags();
            System.arraycopy(entry.bytes(), entry.from(), bytes, at + 1, length - 1);
        }
    }

    /**
     * Replaces an event by less of it.
     *
     * @param length of the event that lies there
     */
    final void shorten(int offset, int length, Entry shorter) {
        int kept = lengthOf(shorter);
        if (kept > 0) {
            System.arraycopy(shorter.bytes(), shorter.from(), bytes, offset + 1, kept - 1);
            bytes[offset] = (byte) shorter.flags();
        }
        removeBytes(offset + kept, length - kept);
    }

    final void removeBytes(int offset, int length) {
        System.arraycopy(bytes, offset + length, bytes, offset, end - offset - length);
        end -= length;
    }

    /** Forgets what lies before. */
    final void dropBytesBefore(int offset) {
        start = offset;
    }

    /** Gives away what lies there and behind. */
    final byte[] splitAt(int offset) {
        byte[] later = Arrays.copyOfRange(bytes, offset, end);
        end = offset;
        return later;
    }

    /** Writes all of them. */
    final void writeBytes(BinaryWriter writer) {
        writer.number(end - start);
        writer.bytes(bytes, start, end - start);
    }

    /** How many bytes its events take. */
    final int used() {
        return end - start;
    }

    /** How long its array is. */
    final int length() {
        return bytes.length;
    }

    /** Makes a gap; gives where it is now. */
    private int makeRoom(int offset, int size) {
        if (end + size <= bytes.length) {
            System.arraycopy(bytes, offset, bytes, offset + size, end - offset);
            end += size;
            return offset;
        }
        int used = end - start;
        boolean fits = start > bytes.length / 4 && used + size <= bytes.length;
        byte[] roomy = fits ? bytes : new byte[Math.max(bytes.length * 3 / 2, used + 2 * size)];
        int gap = offset - start;
        // Within one array all moves to the front, so the front must go first.
        System.arraycopy(bytes, start, roomy, 0, gap);
        System.arraycopy(bytes, offset, roomy, gap + size, used - gap);
        if (!fits) {
            bytes = roomy;
        }
        start = 0;
        end = used + size;
        return gap;
    }
}
