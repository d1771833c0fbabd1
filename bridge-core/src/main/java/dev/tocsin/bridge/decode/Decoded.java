package dev.tocsin.bridge.decode;

/** What undoing a content encoding gave. */
public sealed interface Decoded {
    /** The bytes. */
    record Plain(byte[] bytes) implements Decoded {}

    /** More bytes than the limit. */
    record TooLarge(int limit) implements Decoded {}

    /** The bytes are not what the encoding says. */
    record Corrupt(String reason) implements Decoded {}

    /** No such encoding is known. */
    record Unsupported(String encoding) implements Decoded {}
}
