package dev.tocsin.bridge.http.loki;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes push requests of Loki in protobuf, for tests. */
public final class PushRequest {
    private final ByteArrayOutputStream streams = new ByteArrayOutputStream();

    /** Adds a stream. */
    public PushRequest stream(String labels, byte[]... entries) {
        streams.writeBytes(
                message(
                        out ->
                                out.writeByteArray(
                                        1,
                                        message(
                                                stream -> {
                                                    stream.writeString(1, labels);
                                                    for (byte[] entry : entries) {
                                                        stream.writeByteArray(2, entry);
                                                    }
                                                    stream.writeUInt64(3, 99);
                                                }))));
        return this;
    }

    /** The request. */
    public byte[] bytes() {
        return streams.toByteArray();
    }

    /** An entry, with one pair of metadata or none. */
    public static byte[] entry(long seconds, int nanos, String line, String... metadata) {
        return message(
                entry -> {
                    entry.writeByteArray(
                            1,
                            message(
                                    time -> {
                                        time.writeInt64(1, seconds);
                                        time.writeInt32(2, nanos);
                                    }));
                    entry.writeString(2, line);
                    if (metadata.length > 0) {
                        entry.writeByteArray(
                                3,
                                message(
                                        pair -> {
                                            pair.writeString(1, metadata[0]);
                                            pair.writeString(2, metadata[1]);
                                        }));
                    }
                });
    }

    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
