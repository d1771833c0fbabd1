package dev.tocsin.topology.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A header of a contribution on its way: under which definition of the correlation it was made, how
 * often it waited for that definition to be in force, and whether it is one of the past. So a rule
 * change in the middle of a stream counts no event twice, once live and once from the past.
 */
public final class Definition {
    static final String HEADER = "definition";

    /** A contribution that waited so often is of a definition that is gone. */
    static final int MOST_WAITS = 20;

    private static final int MARK = 16;
    private static final byte PAST = 1;

    private Definition() {}

    /**
     * The headers of a contribution.
     *
     * @param past whether it is made by reading the past again
     */
    public static Headers headers(CorrelationPlan plan, boolean past) {
        return headers(mark(plan), past ? PAST : 0, 0);
    }

    /** The same once more, after one more wait. */
    static Headers afterWait(Headers before) {
        byte[] value = before.lastHeader(HEADER).value();
        byte[] mark = Arrays.copyOfRange(value, 2, value.length);
        return headers(mark, value[0], value[1] + 1);
    }

    private static Headers headers(byte[] mark, byte past, int waits) {
        byte[] value = new byte[2 + mark.length];
        value[0] = past;
        value[1] = (byte) waits;
        System.arraycopy(mark, 0, value, 2, mark.length);
        return new RecordHeaders().add(HEADER, value);
    }

    /** Whether a contribution is of that definition; one without the header is of any. */
    static boolean isOf(CorrelationPlan plan, Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null) {
            return true;
        }
        byte[] mark = mark(plan);
        byte[] value = header.value();
        return Arrays.equals(value, 2, value.length, mark, 0, mark.length);
    }

    /** Events of the past come after those of the present, and are not late for that. */
    static CorrelationPlan listening(CorrelationPlan plan, boolean past) {
        return past ? plan.withMoreGrace(plan.timespan()) : plan;
    }

    static boolean isPast(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header != null && header.value()[0] == PAST;
    }

    static int waits(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null ? 0 : header.value()[1];
    }

    private static byte[] mark(CorrelationPlan plan) {
        String fingerprint = plan.fingerprint();
        return fingerprint
                .substring(0, Math.min(MARK, fingerprint.length()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
