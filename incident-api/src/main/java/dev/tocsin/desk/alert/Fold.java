package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Docs;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How an alert stands to others of its fingerprint.
 *
 * @param phase what it is
 * @param fingerprint null when it is like no other alert
 * @param other what it is folded into; of a leader, the leader before it; null for none
 * @param count what it stands for
 */
public record Fold(Phase phase, @Nullable String fingerprint, @Nullable String other, Count count) {
    static final String FIELD = "fold";

    /** What an alert can be. */
    public enum Phase {
        /** Never folds: it was suppressed, is like no other, or came before there was folding. */
        APART(0),
        /** It has come and nothing was decided. */
        UNDECIDED(1),
        /** It is to be folded and is not counted yet. */
        FOLDING(2),
        /** It is folded and counted. */
        FOLDED(3),
        /** It stands for itself, and for those that fold into it. */
        LEADER(4);

        /** Phases follow each other in the order of their rank. */
        private final int rank;

        Phase(int rank) {
            this.rank = rank;
        }
    }

    /**
     * What a leader stands for; of any other alert, itself.
     *
     * @param alerts how many, itself included
     * @param firstMs the earliest evidence of them all, milliseconds since the epoch
     * @param lastMs the latest
     * @param latest ids of those that were folded last, at most {@link AlertFolding#LATEST}
     * @param entering ids of those that are counted here and do not know it yet
     * @param version grows with each change of the count
     */
    public record Count(
            long alerts,
            long firstMs,
            long lastMs,
            List<String> latest,
            List<String> entering,
            long version) {
        public Count {
            latest = List.copyOf(latest);
            entering = List.copyOf(entering);
        }

        static Count one(long firstMs, long lastMs) {
            return new Count(1, firstMs, lastMs, List.of(), List.of(), 0);
        }
    }

    /** That of an alert from before there was folding. */
    static final Fold NONE = new Fold(Phase.APART, null, null, Count.one(0, 0));

    /** That of an alert that has just come. */
    static Fold arriving(Alert alert, Triage triage, Duration window) {
        String fingerprint = Fingerprint.of(alert);
        boolean folds =
                fingerprint != null && !window.isZero() && triage.status() != Status.SUPPRESSED;
        return new Fold(
                folds ? Phase.UNDECIDED : Phase.APART,
                fingerprint,
                null,
                Count.one(alert.firstMs(), alert.lastMs()));
    }

    /** What it is folded into; null when it stands for itself. */
    public @Nullable String into() {
        return phase == Phase.FOLDING || phase == Phase.FOLDED ? other : null;
    }

    /** The leader before this one, which took no more; null for none. */
    @Nullable String earlier() {
        return phase == Phase.LEADER ? other : null;
    }

    /** Grows as the alert's fold goes on; a reader of two states takes the greater. */
    long rank() {
        return phase.rank + count.version();
    }

    JsonNode toJson() {
        if (equals(NONE)) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object();
        json.put("fingerprint", fingerprint);
        json.put("into", into());
        json.put("earlier", earlier());
        json.put("count", count.alerts());
        json.put("first_seen", Texts.time(count.firstMs()));
        json.put("last_seen", Texts.time(count.lastMs()));
        json.set("ids", Json.MAPPER.valueToTree(count.latest()));
        json.put("more", Math.max(0, count.alerts() - 1 - count.latest().size()));
        return json;
    }

    Document toDocument() {
        return new Document("phase", Texts.name(phase))
                .append("fingerprint", fingerprint)
                .append("other", other)
                .append("count", count.alerts())
                .append("first", count.firstMs())
                .append("last", count.lastMs())
                .append("latest", count.latest())
                .append("entering", count.entering())
                .append("v", count.version());
    }

    static Fold from(@Nullable Document document) {
        if (document == null) {
            return NONE;
        }
        return new Fold(
                Objects.requireNonNull(Texts.constant(Phase.class, document.getString("phase"))),
                document.getString("fingerprint"),
                document.getString("other"),
                new Count(
                        Docs.number(document, "count"),
                        Docs.number(document, "first"),
                        Docs.number(document, "last"),
                        document.getList("latest", String.class, List.of()),
                        document.getList("entering", String.class, List.of()),
                        Docs.number(document, "v")));
    }
}
