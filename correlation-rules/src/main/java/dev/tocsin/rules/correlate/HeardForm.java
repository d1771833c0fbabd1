package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/** The binary form of a {@link HeardBody} without what it has learned of all. */
final class HeardForm {
    private HeardForm() {}

    static void write(BinaryWriter to, HeardBody body) {
        writeBytes(to, body.base());
        to.signed(body.horizonMs());
        to.signed(body.wokenMs());
        to.number(body.heard().size());
        for (Heard heard : body.heard()) {
            to.flag(heard.late());
            writeBytes(to, ContributionCodec.encode(heard.contribution()));
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param body what the group has learned of all
     */
    static HeardBody read(BinaryReader from, Body body) {
        byte[] base = from.bytes(from.size());
        long horizonMs = from.signed();
        long wokenMs = from.signed();
        int size = from.size();
        List<Heard> heard = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            boolean late = from.flag();
            byte[] contribution = from.bytes(from.size());
            heard.add(new Heard(ContributionCodec.decode(contribution), late));
        }
        return new HeardBody(body, base, heard, horizonMs, wokenMs);
    }

    private static void writeBytes(BinaryWriter to, byte[] bytes) {
        to.number(bytes.length);
        to.bytes(bytes);
    }
}
