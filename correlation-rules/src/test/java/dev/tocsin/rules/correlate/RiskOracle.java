package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.RiskPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The judge of risk: for each alert of an entity the sum at its time by the formula, and of those
 * that reach the threshold the fewest latest alerts that are enough; those that share one are one.
 */
final class RiskOracle {
    private final RiskPlan plan;
    private final List<Contribution> alerts;

    RiskOracle(RiskPlan plan, List<Contribution> alerts) {
        this.plan = plan;
        this.alerts = new ArrayList<>(alerts);
        this.alerts.sort((x, y) -> Evidence.ORDER.compare(x.event(), y.event()));
    }

    private record Frame(BitSet members, double value) {}

    /** What must be alerted on, with what each rule gave. */
    Map<FinalAlert, Map<String, Double>> found() {
        List<List<Frame>> episodes = new ArrayList<>();
        for (Contribution alert : alerts) {
            Frame frame = frame(alert.event().timeMs());
            if (frame == null) {
                continue;
            }
            List<Frame> joined = new ArrayList<>();
            episodes.removeIf(
                    episode ->
                            episode.stream()
                                            .anyMatch(
                                                    of -> of.members().intersects(frame.members()))
                                    && joined.addAll(episode));
            joined.add(frame);
            episodes.add(joined);
        }
        Map<FinalAlert, Map<String, Double>> found = new java.util.HashMap<>();
        episodes.forEach(episode -> found.put(alert(episode), shares(members(episode))));
        return found;
    }

    /** The frame that ends then; null if its sum is too small. */
    private @Nullable Frame frame(long endMs) {
        BitSet members = new BitSet();
        double sum = sum(endMs, endMs - RiskPlan.HALF_LIVES * plan.halfLife().toMillis(), members);
        if (sum < plan.threshold()) {
            return null;
        }
        for (int i = alerts.size() - 1; i >= 0; i--) {
            BitSet fewest = new BitSet();
            if (alerts.get(i).event().timeMs() <= endMs
                    && sum(endMs, alerts.get(i).event().timeMs(), fewest) >= plan.threshold()) {
                return new Frame(fewest, sum);
            }
        }
        return new Frame(members, sum);
    }

    private double sum(long endMs, long fromMs, BitSet members) {
        double sum = 0;
        for (int i = 0; i < alerts.size(); i++) {
            long timeMs = alerts.get(i).event().timeMs();
            if (timeMs >= fromMs && timeMs <= endMs) {
                members.set(i);
                sum += plan.decayed(score(alerts.get(i)), endMs - timeMs);
            }
        }
        return Math.rint(sum * 1e6) / 1e6;
    }

    private static double score(Contribution alert) {
        return Double.parseDouble(alert.values().getFirst());
    }

    private static BitSet members(List<Frame> episode) {
        BitSet all = new BitSet();
        episode.forEach(frame -> all.or(frame.members()));
        return all;
    }

    private FinalAlert alert(List<Frame> episode) {
        Map<String, EventRef> events = new TreeMap<>();
        BitSet all = members(episode);
        all.stream()
                .mapToObj(alerts::get)
                .forEach(alert -> behind(alert).forEach(ref -> events.put(ref.id(), ref)));
        List<EventRef> evidence = new ArrayList<>(events.values());
        evidence.sort(Evidence.ORDER);
        double max = episode.stream().mapToDouble(Frame::value).max().orElse(0);
        return new FinalAlert(
                alerts.get(all.nextSetBit(0)).group(),
                evidence.getFirst().timeMs(),
                evidence.getLast().timeMs(),
                evidence.size(),
                episode.getFirst().value(),
                max,
                FinalAlert.ids(evidence));
    }

    private Map<String, Double> shares(BitSet members) {
        Map<String, Double> shares = new TreeMap<>();
        members.stream()
                .mapToObj(alerts::get)
                .forEach(alert -> shares.merge(source(alert), score(alert), Double::sum));
        return shares;
    }

    private static List<EventRef> behind(Contribution alert) {
        InnerResult result = alert.result();
        return result == null ? List.of() : result.events();
    }

    private static String source(Contribution alert) {
        InnerResult result = alert.result();
        return result == null ? "" : result.source();
    }
}
