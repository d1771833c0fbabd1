package dev.tocsin.bridge.http.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * An encoded protobuf message: the bytes {@code from} (inclusive) to {@code to} (exclusive) of a
 * body.
 */
public record Message(byte[] body, int from, int to) {

    /** Takes one field that is itself a message, a string or bytes. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes a field.
         *
         * @param number of the field
         * @return whether to go on
         */
        boolean field(int number, Message value) throws IOException;
    }

    /** A whole body. */
    public static Message of(byte[] body) {
        return new Message(body, 0, body.length);
    }

    /** The number of bytes. */
    public int length() {
        return to - from;
    }

    /** Its bytes, which another may keep. */
    public byte[] bytes() {
        return Arrays.copyOfRange(body, from, to);
    }

    /**
     * Its bytes as text.
     *
     * @throws IOException when they are not UTF-8
     */
    public String text() throws IOException {
        ByteString bytes = ByteString.copyFrom(body, from, length());
        if (!bytes.isValidUtf8()) {
            throw new IOException("a text that is not UTF-8");
        }
        return bytes.toStringUtf8();
    }

    /** A reader of its bytes. */
    public CodedInputStream open() {
        return CodedInputStream.newInstance(body, from, length());
    }

    /**
     * Visits the fields that have a length, in their order, and skips all others.
     *
     * @throws IOException when the bytes are no message
     */
    public void forEach(Visitor visitor) throws IOException {
        CodedInputStream in = open();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                in.skipField(tag);
                continue;
            }
            int length = in.readRawVarint32();
            int start = from + in.getTotalBytesRead();
            in.skipRawBytes(length);
            if (!visitor.field(
                    WireFormat.getTagFieldNumber(tag), new Message(body, start, start + length))) {
                return;
            }
        }
    }
}
