package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The judge of {@code new_value}: asks of each sighting whether there was one before it. */
final class NewValueOracle {
    private final CorrelationPlan plan;
    private final List<Contribution> events;

    NewValueOracle(CorrelationPlan plan, List<Contribution> events) {
        this.plan = plan;
        this.events = new ArrayList<>(events);
        this.events.sort(Comparator.comparing(Contribution::event, Evidence.ORDER));
    }

    /** What must be alerted on. */
    List<FinalAlert> alerts() {
        List<FinalAlert> alerts = new ArrayList<>();
        visit((event, value) -> alerts.add(found(event, value)));
        return alerts;
    }

    /** What a correlation above must hear: each sighting that is alerted on. */
    List<FirstFrame> firstFrames() {
        List<FirstFrame> first = new ArrayList<>();
        visit(
                (event, _) -> {
                    Detail sighting = Detail.whole(event, false);
                    first.add(new FirstFrame(event.timeMs(), List.of(sighting)));
                });
        return first;
    }

    /** Shows each sighting of a new value; a group that was silent for long is new itself. */
    private void visit(BiConsumer<Contribution, String> visitor) {
        long forgetMs = plan.history().plus(plan.grace()).toMillis();
        long learnedMs = events.getFirst().timeMs() + plan.learn().toMillis();
        for (int i = 0; i < events.size(); i++) {
            long timeMs = events.get(i).timeMs();
            if (i > 0 && timeMs - events.get(i - 1).timeMs() > forgetMs) {
                learnedMs = timeMs + plan.learn().toMillis();
            }
            for (String value : events.get(i).values()) {
                if (timeMs > learnedMs && !known(value, i)) {
                    visitor.accept(events.get(i), value);
                }
            }
        }
    }

    private boolean known(String value, int before) {
        long fromMs = events.get(before).event().timeMs() - plan.history().toMillis();
        for (int i = 0; i < before; i++) {
            boolean recent = events.get(i).event().timeMs() >= fromMs;
            if (recent && events.get(i).values().stream().anyMatch(value::equalsIgnoreCase)) {
                return true;
            }
        }
        return false;
    }

    private FinalAlert found(Contribution event, String value) {
        Map<String, String> group = new LinkedHashMap<>(event.group());
        group.put(plan.fields().getFirst(), value);
        long timeMs = event.event().timeMs();
        return new FinalAlert(group, timeMs, timeMs, 1, 1, 1, List.of(event.event().id()));
    }
}
