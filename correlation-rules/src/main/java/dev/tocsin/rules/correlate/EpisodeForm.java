package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.correlate.EpisodeResult.OuterGroup;
import dev.tocsin.rules.correlate.RiskScores.Scored;
import dev.tocsin.rules.correlate.RiskScores.Total;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The binary form of episodes and details inside a state: times are relative to its clock. */
final class EpisodeForm {
    private static final List<AlertState> STATES =
            List.of(
                    AlertState.OPEN,
                    AlertState.FINAL,
                    AlertState.RETRACTED,
                    AlertState.RESOLVED,
                    AlertState.SUPERSEDED);

    private final long clockMs;

    EpisodeForm(long clockMs) {
        this.clockMs = clockMs;
    }

    void writeTime(BinaryWriter to, long timeMs) {
        to.signed(clockMs - timeMs);
    }

    long readTime(BinaryReader from) {
        return clockMs - from.signed();
    }

    void writeDetail(BinaryWriter to, Detail detail) {
        writeRef(to, detail.ref());
        Parts.writeMap(to, detail.group());
        Parts.writeMap(to, detail.context());
        Parts.writePredicates(to, detail.predicates());
        to.flag(detail.late());
        Parts.writeChain(to, detail.result(), detail.carried());
    }

    Detail readDetail(BinaryReader from) {
        return new Detail(
                readRef(from),
                Parts.readMap(from),
                Parts.readMap(from),
                Parts.readPredicates(from),
                from.flag(),
                Parts.readResult(from),
                Parts.readCarried(from));
    }

    void writeEpisodes(BinaryWriter to, List<Episode> episodes) {
        to.number(episodes.size());
        episodes.forEach(episode -> writeEpisode(to, episode));
    }

    List<Episode> readEpisodes(BinaryReader from) {
        int size = from.size();
        List<Episode> episodes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            episodes.add(readEpisode(from));
        }
        return episodes;
    }

    void writeEpisode(BinaryWriter to, Episode episode) {
        to.number(episode.evidence().count());
        writeRefs(to, episode.evidence().head());
        writeRefs(to, episode.evidence().tail());
        writePortrait(to, episode.portrait());
        to.decimal(episode.measured().first());
        writeTime(to, episode.measured().firstEndMs());
        to.decimal(episode.measured().greatest());
        writeSequence(to, episode.measured().sequence());
        Emission emission = episode.emission();
        to.text(emission.alertId());
        to.number(emission.revision());
        to.octet(STATES.indexOf(emission.state()));
        writeTime(to, emission.atMs());
        to.flag(emission.pending());
        writeFed(to, emission.fed());
        writeScores(to, episode.scores());
    }

    Episode readEpisode(BinaryReader from) {
        Evidence evidence = new Evidence(from.number(), readRefs(from), readRefs(from));
        Portrait portrait = readPortrait(from);
        Measured measured =
                new Measured(from.decimal(), readTime(from), from.decimal(), readSequence(from));
        Emission emission =
                new Emission(
                        from.text(),
                        Math.toIntExact(from.number()),
                        readState(from),
                        readTime(from),
                        from.flag(),
                        readFed(from));
        return new Episode(evidence, portrait, readScores(from), measured, emission);
    }

    private void writeScores(BinaryWriter to, RiskScores scores) {
        to.number(scores.totals().size());
        if (!scores.isEmpty()) {
            scores.totals()
                    .forEach(
                            (rule, total) -> {
                                to.text(rule);
                                to.number(total.alerts());
                                to.signed(total.micros());
                            });
            writeScored(to, scores.head());
            writeScored(to, scores.tail());
        }
    }

    private void writeScored(BinaryWriter to, List<Scored> alerts) {
        to.number(alerts.size());
        for (Scored scored : alerts) {
            to.text(scored.alertId());
            to.text(scored.rule());
            writeTime(to, scored.timeMs());
            to.signed(scored.micros());
        }
    }

    private RiskScores readScores(BinaryReader from) {
        int rules = from.size();
        if (rules == 0) {
            return new RiskScores();
        }
        Map<String, Total> totals = new LinkedHashMap<>();
        for (int i = 0; i < rules; i++) {
            totals.put(from.text(), new Total(from.number(), from.signed()));
        }
        return new RiskScores(totals, readScored(from), readScored(from));
    }

    private List<Scored> readScored(BinaryReader from) {
        int size = from.size();
        List<Scored> scored = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            scored.add(new Scored(from.text(), from.text(), readTime(from), from.signed()));
        }
        return scored;
    }

    private static void writeFed(BinaryWriter to, Fed fed) {
        to.text(fed.key());
        if (!fed.key().isEmpty()) {
            writeHeard(to, fed);
        }
    }

    private static Fed readFed(BinaryReader from) {
        String key = from.text();
        return key.isEmpty() ? Fed.NOTHING : readHeard(from, key);
    }

    /** All but the key. */
    static void writeHeard(BinaryWriter to, Fed fed) {
        to.text(fed.digest());
        to.number(fed.groups().size());
        for (OuterGroup group : fed.groups()) {
            to.text(group.outer());
            to.text(group.groupKey());
        }
    }

    static Fed readHeard(BinaryReader from, String key) {
        String digest = from.text();
        int size = from.size();
        List<OuterGroup> groups = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            groups.add(new OuterGroup(from.text(), from.text()));
        }
        return new Fed(key, digest, groups);
    }

    void writeDetails(BinaryWriter to, List<Detail> details) {
        to.number(details.size());
        details.forEach(detail -> writeDetail(to, detail));
    }

    List<Detail> readDetails(BinaryReader from) {
        int size = from.size();
        List<Detail> details = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            details.add(readDetail(from));
        }
        return details;
    }

    private void writeSequence(BinaryWriter to, List<SequenceStep> sequence) {
        to.number(sequence.size());
        for (SequenceStep step : sequence) {
            to.number(step.place());
            writeRef(to, step.event());
        }
    }

    private List<SequenceStep> readSequence(BinaryReader from) {
        int size = from.size();
        List<SequenceStep> sequence = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sequence.add(new SequenceStep(Math.toIntExact(from.number()), readRef(from)));
        }
        return sequence;
    }

    private static AlertState readState(BinaryReader from) {
        int code = from.octet();
        if (code >= STATES.size()) {
            throw new IllegalArgumentException(
                    "Expected an alert state below " + STATES.size() + ", but found " + code);
        }
        return STATES.get(code);
    }

    private static void writePortrait(BinaryWriter to, Portrait portrait) {
        Parts.writeMap(to, portrait.group());
        to.number(portrait.context().size());
        portrait.context()
                .forEach(
                        (field, values) -> {
                            to.text(field);
                            Parts.writeTexts(to, values);
                        });
        Parts.writePredicates(to, portrait.predicates());
        to.flag(portrait.late());
    }

    private static Portrait readPortrait(BinaryReader from) {
        Map<String, String> group = Parts.readMap(from);
        int size = from.size();
        Map<String, List<String>> context = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            context.put(from.text(), Parts.readTexts(from));
        }
        return new Portrait(group, context, Parts.readPredicates(from), from.flag());
    }

    void writeRefs(BinaryWriter to, List<EventRef> refs) {
        to.number(refs.size());
        refs.forEach(ref -> writeRef(to, ref));
    }

    List<EventRef> readRefs(BinaryReader from) {
        int size = from.size();
        List<EventRef> refs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            refs.add(readRef(from));
        }
        return refs;
    }

    void writeRef(BinaryWriter to, EventRef ref) {
        Parts.writeRef(to, ref, clockMs);
    }

    EventRef readRef(BinaryReader from) {
        return Parts.readRef(from, clockMs);
    }
}
