package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents of records whose value is the bytes of a JSON object and whose key is text.
 *
 * @param index which index a document belongs to
 * @param versionField field with the external version; empty for none
 * @param keyIgnored whether ids are coordinates instead of keys
 */
record Documents(IndexRule index, String versionField, boolean keyIgnored) {
    /** Elasticsearch refuses a whole request for one longer id. */
    private static final int MAX_ID_BYTES = 512;

    /**
     * @throws MalformedDocumentException when the record cannot be indexed; the message says why
     */
    Document of(SinkRecord record) throws MalformedDocumentException {
        byte[] value = value(record);
        JsonNode document = parse(value);
        return new Document(
                index.of(document), id(record), version(document), oneLine(value), record);
    }

    private static byte[] value(SinkRecord record) throws MalformedDocumentException {
        return switch (record.value()) {
            case byte[] bytes -> bytes;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case null, default ->
                    throw new MalformedDocumentException(
                            "Expected the bytes of a JSON object, but found "
                                    + typeOf(record.value())
                                    + ": use the ByteArrayConverter for values");
        };
    }

    private static JsonNode parse(byte[] value) throws MalformedDocumentException {
        JsonNode document;
        try {
            document = Json.parse(value);
        } catch (IOException e) {
            throw new MalformedDocumentException(
                    "Expected a JSON object, but found " + firstLine(e.getMessage()));
        }
        if (!document.isObject()) {
            throw new MalformedDocumentException(
                    "Expected a JSON object, but found " + document.getNodeType());
        }
        return document;
    }

    private String id(SinkRecord record) throws MalformedDocumentException {
        if (keyIgnored) {
            return record.topic() + "+" + record.kafkaPartition() + "+" + record.kafkaOffset();
        }
        String id =
                switch (record.key()) {
                    case String text -> text;
                    case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
                    case null, default -> "";
                };
        int length = id.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_ID_BYTES) {
            throw new MalformedDocumentException(
                    "Expected a record key of 1 to "
                            + MAX_ID_BYTES
                            + " bytes as document id, but found "
                            + (length == 0 ? typeOf(record.key()) : length + " bytes"));
        }
        return id;
    }

    private @Nullable Long version(JsonNode document) throws MalformedDocumentException {
        if (versionField.isEmpty()) {
            return null;
        }
        JsonNode found = Json.at(document, versionField);
        if (found == null || !found.canConvertToLong() || found.longValue() < 0) {
            throw new MalformedDocumentException(
                    "Expected a whole number from 0 in "
                            + versionField
                            + ", but found "
                            + (found == null ? "nothing" : found));
        }
        return found.longValue();
    }

    /** In valid JSON a line break stands only between tokens, where a blank does as well. */
    private static byte[] oneLine(byte[] value) {
        byte[] line = value.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return line;
    }

    private static String typeOf(@Nullable Object value) {
        return value == null ? "nothing" : value.getClass().getSimpleName();
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "none" : message.lines().findFirst().orElse("none");
    }
}
