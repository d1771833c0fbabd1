package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.EventRef;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one event gives to one group of one correlation. It is its own binary form ({@link
 * ContributionCodec}), of which a step copies a part into its window: what an alert would show is
 * read only when there is one. Immutable; equal when the bytes are. Not thread-safe.
 */
public final class Contribution {
    private final byte[] bytes;
    private final String correlationId;
    private final String groupKey;
    private final long timeMs;
    private final boolean withdrawn;
    private final int entryAt;
    private final int restAt;
    private @Nullable List<String> values;
    private @Nullable Detail detail;

    /**
     * Puts a contribution together.
     *
     * @param correlationId id of the correlation
     * @param groupKey the group values, folded, in the order of group-by; equal exactly for equal
     *     groups; empty for the one global group
     * @param group group-by entry to its value, as the event spells it
     * @param positions bit {@code i} is set when the event matched the {@code i}-th referenced rule
     * @param values what the event adds: for a {@code value_count} or {@code new_value} as the
     *     event spells it, no two equal when folded (see {@link Tuples}); for sums and their like
     *     every number; empty for types without values
     * @param event the event
     * @param context fields of the event that an alert shows
     * @param predicates the predicates that matched in the event
     * @param result what inner episode it stands for; null for an event
     * @param carried what the event knows of the correlations above
     */
    public Contribution(
            String correlationId,
            String groupKey,
            Map<String, String> group,
            long positions,
            List<String> values,
            EventRef event,
            Map<String, String> context,
            List<MatchedPredicate> predicates,
            @Nullable InnerResult result,
            List<Carried> carried) {
        Detail whole =
                new Detail(
                        event,
                        FieldValues.copyOf(group),
                        FieldValues.copyOf(context),
                        List.copyOf(predicates),
                        false,
                        result,
                        List.copyOf(carried));
        BinaryWriter entry = new BinaryWriter();
        int rest = EntryForm.write(entry, positions, values, whole);
        BinaryWriter to = new BinaryWriter();
        ContributionCodec.writeHead(to, correlationId, groupKey, whole, rest, entry.size());
        this.entryAt = to.size();
        this.restAt = entryAt + rest;
        to.append(entry);
        this.bytes = to.toBytes();
        this.correlationId = correlationId;
        this.groupKey = groupKey;
        this.timeMs = event.timeMs();
        this.withdrawn = result != null && result.withdrawn();
        this.values = List.copyOf(values);
        this.detail = whole;
    }

    /** What an event gives to a correlation that no other refers to. */
    public Contribution(
            String correlationId,
            String groupKey,
            Map<String, String> group,
            long positions,
            List<String> values,
            EventRef event,
            Map<String, String> context,
            List<MatchedPredicate> predicates) {
        this(
                correlationId,
                groupKey,
                group,
                positions,
                values,
                event,
                context,
                predicates,
                null,
                List.of());
    }

    /**
     * A contribution that was read.
     *
     * @param bytes all of it, which nobody changes any more
     * @param entryAt where the {@link EntryForm} begins, which ends with the bytes
     * @param restAt where the last part of its detail begins
     */
    Contribution(
            byte[] bytes,
            String correlationId,
            String groupKey,
            long timeMs,
            boolean withdrawn,
            int entryAt,
            int restAt) {
        this.bytes = bytes;
        this.correlationId = correlationId;
        this.groupKey = groupKey;
        this.timeMs = timeMs;
        this.withdrawn = withdrawn;
        this.entryAt = entryAt;
        this.restAt = restAt;
    }

    /** Id of the correlation. */
    public String correlationId() {
        return correlationId;
    }

    /** The group values, folded; equal exactly for equal groups. */
    public String groupKey() {
        return groupKey;
    }

    /** Event time. */
    public long timeMs() {
        return timeMs;
    }

    /** Bit {@code i} is set when the event matched the {@code i}-th referenced rule. */
    public long positions() {
        return entry(false, true).positions();
    }

    /** What the event adds, as it spells it. */
    public List<String> values() {
        if (values == null) {
            BinaryReader reader = EntryForm.reader(bytes, entryAt + 1, bytes.length);
            EntryForm.readEpisode(reader, flags());
            EntryForm.readPositions(reader, flags());
            values = EntryForm.readValues(reader, flags());
        }
        return values;
    }

    /** Group-by entry to its value, as the event spells it. */
    public Map<String, String> group() {
        return detail().group();
    }

    /** The event. */
    public EventRef event() {
        return detail().ref();
    }

    /** Fields of the event that an alert shows. */
    public Map<String, String> context() {
        return detail().context();
    }

    /** The predicates that matched in the event. */
    public List<MatchedPredicate> predicates() {
        return detail().predicates();
    }

    /** What inner episode it stands for; null for an event. */
    public @Nullable InnerResult result() {
        return (flags() & EntryForm.RESULT) == 0 ? null : detail().result();
    }

    /** What the event knows of the correlations above. */
    public List<Carried> carried() {
        return detail().carried();
    }

    /** Whether it takes back what was contributed before. */
    boolean isWithdrawn() {
        return withdrawn;
    }

    /** The whole detail; its event is not marked late. */
    Detail detail() {
        if (detail == null) {
            detail = Objects.requireNonNull(entry(false, true).detail());
        }
        return detail;
    }

    private int flags() {
        return bytes[entryAt];
    }

    /**
     * The event as a window keeps it.
     *
     * @param whole whether with the predicates and its ties to other correlations
     */
    Entry entry(boolean late, boolean whole) {
        int flags = whole ? flags() : flags() & ~EntryForm.WHOLE;
        return new Entry(
                timeMs,
                late ? flags | EntryForm.LATE : flags,
                bytes,
                entryAt + 1,
                whole ? bytes.length : restAt);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contribution that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Contribution[%s, %s, %x, %s, %s]"
                .formatted(correlationId, groupKey, positions(), values(), detail());
    }
}
