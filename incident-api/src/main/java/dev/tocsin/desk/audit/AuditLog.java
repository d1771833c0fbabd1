package dev.tocsin.desk.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.MongoException;
import dev.tocsin.desk.auth.SecurityLog;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.json.Json;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what happens into the chain: changes, sign-ins, keys, exports, and refusals as far as
 * {@link RefusalBudget} allows; how many it left out has an entry too. Thread-safe.
 */
public final class AuditLog implements SecurityLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int MAX_TEXT = 500;
    private static final int MAX_DEPTH = Json.MAX_DEPTH - 20;
    private static final String DESK = "desk";
    private static final String HIDDEN =
            "Expected a caller whom it is not hidden from, but found another one";

    private final AuditChain chain;
    private final DeskMetrics metrics;
    private final Ids ids;
    private final InstantSource clock;
    private final RefusalBudget budget = new RefusalBudget();
    private final HiddenLooks looks = new HiddenLooks();

    AuditLog(AuditChain chain, DeskMetrics metrics, Ids ids, InstantSource clock) {
        this.chain = chain;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    /** Notes changes of the history, all at once. They are durable when this returns. */
    public void changed(List<JsonNode> changes) {
        append(changes.stream().map(this::event).toList());
    }

    @Override
    public void done(
            String action, String by, String subject, @Nullable String address, JsonNode detail) {
        append(List.of(event(action, by, subject, address, detail)));
    }

    @Override
    public void refused(@Nullable String by, String subject, @Nullable String address, String why) {
        metrics.refused();
        boolean known = by != null;
        String caller = known ? "key " + by : "address " + address;
        if (!budget.take(caller, known, clock.millis())) {
            metrics.refusalLeftOut();
            return;
        }
        try {
            JsonNode detail = Json.object().put("why", shortened(why));
            done("refused", by == null ? "" : by, subject, address, detail);
        } catch (MongoException e) {
            // The caller is refused in any case.
            LOG.warn("Expected the audit to take a refusal, but: {}", e.getMessage());
        }
    }

    @Override
    public void concealed(String by, String subject, @Nullable String address, String request) {
        metrics.refused();
        JsonNode detail = Json.object().put("why", HIDDEN).put("request", shortened(request));
        if (!looks.add(event("refused", by, subject, address, detail))) {
            metrics.refusalLeftOut();
        }
    }

    /** Writes what waits, and how many refusals of the last window have no entry. */
    void keepUp() {
        looks.write(this::append);
        long nowMs = clock.millis();
        tellLeftOut(budget, budget.leftOut(nowMs));
        tellLeftOut(looks.budget(), looks.budget().leftOut(nowMs));
    }

    /** The same at the end, however short the last window was. */
    void finish() {
        looks.write(this::append);
        tellLeftOut(budget, budget.allLeftOut());
        tellLeftOut(looks.budget(), looks.budget().allLeftOut());
    }

    private void tellLeftOut(RefusalBudget from, long count) {
        if (count == 0) {
            return;
        }
        try {
            JsonNode detail = Json.object().put("count", count);
            done("refusals_left_out", DESK, DESK, null, detail);
        } catch (MongoException e) {
            from.putBack(count);
            throw e;
        }
    }

    private void append(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            chain.append(events);
            metrics.audited(events.size());
        } catch (MongoException e) {
            metrics.auditFailure(events.size());
            throw e;
        }
    }

    private AuditEvent event(JsonNode change) {
        return new AuditEvent(
                text(change, "id"),
                clock.millis(),
                text(change, "by"),
                text(change, "kind") + "_" + text(change, "action"),
                text(change, "subject"),
                null,
                readable(change));
    }

    private AuditEvent event(
            String action, String by, String subject, @Nullable String address, JsonNode detail) {
        return new AuditEvent(
                ids.next(),
                clock.millis(),
                shortened(by),
                action,
                shortened(subject),
                address,
                detail);
    }

    /** What is nested so deeply that a reader of the audit would refuse it is kept as a text. */
    private static JsonNode readable(JsonNode change) {
        return depth(change, 0) > MAX_DEPTH ? Json.object().put("json", change.toString()) : change;
    }

    private static int depth(JsonNode node, int above) {
        int deepest = above;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child, above + 1));
        }
        return deepest;
    }

    private static String text(JsonNode change, String name) {
        return String.valueOf(Json.text(change, name));
    }

    private static String shortened(String text) {
        return text.length() > MAX_TEXT ? Texts.whole(text.substring(0, MAX_TEXT)) + "…" : text;
    }
}
