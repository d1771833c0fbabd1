package dev.tocsin.rules.correlate;

import dev.tocsin.rules.correlate.Revisions.Last;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of a state, as it lies in the state store and its changelog: the head is a
 * version byte, the plan's fingerprint, the group's clock (to which all times are relative), the
 * suppression spans, the revisions of alerts that the body does not know, the body, and who began
 * spans that were passed on; long windows lie in chunks beside it ({@link ChunkForm}). Golden files
 * pin version 5; older ones are not read.
 */
public final class StateCodec {
    private static final int VERSION = 5;
    private static final int TRAILING = 1;
    private static final int NEW_VALUE = 2;
    private static final int ABSENCE = 4;
    private static final int GEO_VELOCITY = 5;
    private static final int ANOMALY = 6;
    private static final int JUDGED = 3;
    private static final int NONE = 7;
    private static final int HEARD = 8;
    private static final int REPEATS = 9;

    private StateCodec() {}

    /** The head of a state; its changed chunks are written to where it got them from. */
    public static byte[] encode(CorrelationState state) {
        BinaryWriter to = new BinaryWriter();
        to.octet(VERSION);
        to.text(state.fingerprint());
        to.signed(state.clockMs());
        EpisodeForm form = new EpisodeForm(state.clockMs());
        writeMutes(to, form, state.mutes().list());
        writeRevisions(to, form, state.revisions());
        writeBody(to, form, state.body());
        writePassed(to, state.mutes().list());
        return to.toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param chunks has the chunks of this state: they are read when they are needed
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static CorrelationState decode(byte[] head, ChunkStore chunks) {
        BinaryReader from = new BinaryReader(head, "a correlation state");
        from.version(VERSION);
        String fingerprint = from.text();
        long clockMs = from.signed();
        EpisodeForm form = new EpisodeForm(clockMs);
        List<Mute> mutes = readMutes(from, form);
        List<Last> revisions = readRevisions(from, form);
        Body body = readBody(from, form, chunks);
        readPassed(from, mutes);
        from.end();
        return new CorrelationState(fingerprint, clockMs, mutes, revisions, body);
    }

    /** A body alone, which has no chunks. */
    static byte[] encodeBody(Body body) {
        BinaryWriter to = new BinaryWriter();
        writeBody(to, new EpisodeForm(0), body);
        return to.toBytes();
    }

    /** Reads what {@link #encodeBody} wrote. */
    static Body decodeBody(byte[] bytes) {
        BinaryReader from = new BinaryReader(bytes, "a body of a correlation state");
        Body body = readBody(from, new EpisodeForm(0), ChunkStore.inMemory());
        from.end();
        return body;
    }

    private static void writeBody(BinaryWriter to, EpisodeForm form, Body body) {
        switch (body) {
            case TrailingBody trailing -> {
                to.octet(TRAILING);
                WindowForm.write(to, trailing);
                form.writeEpisodes(to, trailing.episodes());
            }
            case JudgedBody judged -> {
                to.octet(JUDGED);
                new JudgedForm(form).write(to, judged);
            }
            case NewValueBody newValue -> {
                to.octet(NEW_VALUE);
                new NewValueForm(form).write(to, newValue);
            }
            case AbsenceBody absence -> {
                to.octet(ABSENCE);
                new AbsenceForm(form).write(to, absence);
            }
            case GeoBody geo -> {
                to.octet(GEO_VELOCITY);
                new GeoForm(form).write(to, geo);
            }
            case HeardBody heard -> {
                to.octet(HEARD);
                writeBody(to, form, heard.body());
                HeardForm.write(to, heard);
            }
            case NoBody() -> to.octet(NONE);
            case RepeatsBody repeats -> {
                to.octet(REPEATS);
                form.writeEpisodes(to, repeats.episodes());
            }
            case AnomalyBody anomaly -> {
                to.octet(ANOMALY);
                new AnomalyForm(form).write(to, anomaly);
            }
        }
    }

    private static Body readBody(BinaryReader from, EpisodeForm form, ChunkStore chunks) {
        int kind = from.octet();
        return switch (kind) {
            case TRAILING ->
                    new TrailingBody(WindowForm.read(from, chunks), form.readEpisodes(from));
            case JUDGED -> new JudgedForm(form).read(from, chunks);
            case NEW_VALUE -> new NewValueForm(form).read(from);
            case ABSENCE -> new AbsenceForm(form).read(from);
            case GEO_VELOCITY -> new GeoForm(form).read(from);
            case NONE -> new NoBody();
            case REPEATS -> new RepeatsBody(form.readEpisodes(from));
            case HEARD -> HeardForm.read(from, readBody(from, form, chunks));
            case ANOMALY -> new AnomalyForm(form).read(from);
            default ->
                    throw new IllegalArgumentException(
                            "Expected a state of a known kind, but found " + kind);
        };
    }

    private static void writeRevisions(BinaryWriter to, EpisodeForm form, List<Last> revisions) {
        to.number(revisions.size());
        for (Last last : revisions) {
            to.text(last.alertId());
            to.number(last.revision());
            form.writeTime(to, last.untilMs());
        }
    }

    private static List<Last> readRevisions(BinaryReader from, EpisodeForm form) {
        int size = from.size();
        List<Last> revisions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            revisions.add(
                    new Last(from.text(), Math.toIntExact(from.number()), form.readTime(from)));
        }
        return revisions;
    }

    private static void writeMutes(BinaryWriter to, EpisodeForm form, List<Mute> mutes) {
        to.number(mutes.size());
        for (Mute mute : mutes) {
            to.text(mute.key());
            to.text(mute.alertId());
            form.writeTime(to, mute.fromMs());
            form.writeTime(to, mute.untilMs());
            to.number(mute.count());
            to.number(mute.saidCount());
        }
    }

    /** Few spans are passed on, so that who began them stands at the end, if anybody. */
    private static void writePassed(BinaryWriter to, List<Mute> mutes) {
        for (int i = 0; i < mutes.size(); i++) {
            if (mutes.get(i).isPassed()) {
                to.number(i);
                to.text(mutes.get(i).startedBy());
            }
        }
    }

    private static void readPassed(BinaryReader from, List<Mute> mutes) {
        while (!from.isAtEnd()) {
            int place = Math.toIntExact(from.number());
            if (place >= mutes.size()) {
                throw new IllegalArgumentException(
                        "Expected a correlation state with %d spans, but found one at %d"
                                .formatted(mutes.size(), place));
            }
            mutes.set(place, mutes.get(place).startedBy(from.text()));
        }
    }

    private static List<Mute> readMutes(BinaryReader from, EpisodeForm form) {
        int size = from.size();
        List<Mute> mutes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String key = from.text();
            String alertId = from.text();
            mutes.add(
                    new Mute(
                            key,
                            alertId,
                            alertId,
                            form.readTime(from),
                            form.readTime(from),
                            from.number(),
                            from.number()));
        }
        return mutes;
    }
}
