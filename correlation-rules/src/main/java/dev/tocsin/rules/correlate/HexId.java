package dev.tocsin.rules.correlate;

import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event's id that is 128 bits in lower case, which take half the bytes as they are: 32 digits,
 * or the form of a UUID. Most ids that senders give are one or the other.
 *
 * @param isUuid whether it has the hyphens of a UUID
 */
record HexId(boolean isUuid, long high, long low) {
    private static final int DIGITS = 32;
    private static final int UUID_LENGTH = 36;
    private static final int BITS = 4;

    /** What an id is; null for any other text. */
    static @Nullable HexId of(String id) {
        return switch (id.length()) {
            case DIGITS -> of(false, id);
            case UUID_LENGTH -> of(true, id);
            default -> null;
        };
    }

    private static @Nullable HexId of(boolean isUuid, String id) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (isUuid && isHyphen(i)) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = digit(c);
            if (digit < 0) {
                return null;
            }
            high = high << BITS | low >>> (Long.SIZE - BITS);
            low = low << BITS | digit;
        }
        return new HexId(isUuid, high, low);
    }

    private static boolean isHyphen(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    /** The value of a digit in lower case; -1 for any other character. */
    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** The id as its sender spells it. */
    String text() {
        HexFormat hex = HexFormat.of();
        return isUuid
                ? new UUID(high, low).toString()
                : hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
