package dev.tocsin.topology.normalize;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one of Zeek's logs is about.
 *
 * @param kind {@code event.kind}
 * @param protocol {@code network.protocol}, if the log is about one
 */
record ZeekLog(
        String kind,
        @Nullable String protocol,
        List<String> categories,
        List<String> types,
        FieldMap fields) {
    private static final String[] NONE = {};

    /** A log about a protocol of connections. */
    static ZeekLog protocol(@Nullable String protocol, FieldMap.Builder fields) {
        return of(protocol, List.of("network"), List.of("protocol"), fields);
    }

    /** A log about connections of any protocol. */
    static ZeekLog connections(FieldMap.Builder fields) {
        return of(null, List.of("network"), List.of("connection"), fields);
    }

    static ZeekLog web(FieldMap.Builder fields) {
        return of("http", List.of("network", "web"), List.of("protocol", "access"), fields);
    }

    static ZeekLog email(FieldMap.Builder fields) {
        return of("smtp", List.of("network", "email"), List.of("protocol", "info"), fields);
    }

    static ZeekLog database(String protocol, FieldMap.Builder fields) {
        return of(protocol, List.of("network", "database"), List.of("protocol", "access"), fields);
    }

    /** A log of what is done to files; the action says the type. */
    static ZeekLog file(String protocol, FieldMap.Builder fields) {
        return of(protocol, List.of("network", "file"), List.of(), fields);
    }

    static ZeekLog login(String protocol, FieldMap.Builder fields) {
        List<String> categories = List.of("network", "authentication");
        return of(protocol, categories, List.of("protocol", "start"), fields);
    }

    static ZeekLog about(String category, FieldMap.Builder fields) {
        return of(null, List.of(category), List.of("info"), fields);
    }

    static ZeekLog alert(String category, FieldMap.Builder fields) {
        return new ZeekLog("alert", null, List.of(category), List.of("info"), fields.build());
    }

    /** What Zeek says of itself. */
    static ZeekLog itself(String kind, FieldMap.Builder fields) {
        return new ZeekLog(kind, null, List.of(), List.of(), fields.build());
    }

    private static ZeekLog of(
            @Nullable String protocol,
            List<String> categories,
            List<String> types,
            FieldMap.Builder fields) {
        return new ZeekLog("event", protocol, categories, types, fields.build());
    }

    void categorize(Draft draft) {
        draft.put("event.kind", kind);
        if (!categories.isEmpty()) {
            draft.putAll("event.category", categories.toArray(NONE));
        }
        if (!types.isEmpty()) {
            draft.putAll("event.type", types.toArray(NONE));
        }
        draft.put("network.protocol", protocol);
    }
}
