package dev.tocsin.bridge.http.otlp;

import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.wire.JsonWalk;
import dev.tocsin.bridge.http.wire.Span;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an {@code ExportLogsServiceRequest} in JSON into one item per log record: names in
 * lowerCamelCase, others ignored. Values are built one record at a time.
 */
final class OtlpJson {
    private final JsonWalk walk;
    private final LogItems items;

    private OtlpJson(JsonWalk walk, LogItems items) {
        this.walk = walk;
        this.items = items;
    }

    /** Why the body as a whole is no request, or null when it is one. */
    static @Nullable String cut(byte[] body, int maxEventBytes, Items items) {
        try (JsonWalk walk = new JsonWalk(body)) {
            OtlpJson cutter = new OtlpJson(walk, new LogItems(items, maxEventBytes));
            walk.document(cutter::request);
            return null;
        } catch (IOException e) {
            return "Expected an ExportLogsServiceRequest in JSON, but found: " + JsonWalk.found(e);
        }
    }

    private void request(String name) throws IOException {
        if (name.equals("resourceLogs") && items.haveRoom()) {
            walk.array(name, this::resourceLogs);
        } else {
            walk.skip();
        }
    }

    private void resourceLogs() throws IOException {
        if (!items.haveRoom()) {
            walk.skip();
            return;
        }
        ResourceParts parts = new ResourceParts();
        walk.object("resourceLogs", parts::take);
        Resource resource = resource(parts.resource);
        for (ScopeParts scope : parts.scopes) {
            emit(resource, parts.url, scope);
        }
    }

    private Resource resource(@Nullable Span span) throws IOException {
        if (span == null) {
            return Resource.getDefaultInstance();
        }
        items.checkShared("resource", span.length());
        return JsonMessages.resource(span.read());
    }

    private InstrumentationScope scope(@Nullable Span span) throws IOException {
        if (span == null) {
            return InstrumentationScope.getDefaultInstance();
        }
        items.checkShared("scope", span.length());
        return JsonMessages.scope(span.read());
    }

    private void emit(Resource resource, String url, ScopeParts parts) throws IOException {
        byte[] head = OtlpEvent.head(resource, url, scope(parts.scope), parts.url);
        for (Span record : parts.records) {
            if (!items.add(
                    head,
                    record.length(),
                    record::bytes,
                    () -> JsonMessages.record(record.read()))) {
                return;
            }
        }
    }

    /** What one element of {@code resourceLogs} says, in whatever order. */
    private final class ResourceParts {
        private @Nullable Span resource;
        private String url = "";
        private final List<ScopeParts> scopes = new ArrayList<>();

        /** One more than there is room for, so that the limit is reached; the rest is skipped. */
        private int wanted = items.left() + 1;

        void take(String name) throws IOException {
            switch (name) {
                case "resource" -> resource = walk.span();
                case "schemaUrl" -> url = orEmpty(walk.text(name));
                case "scopeLogs" -> walk.array(name, this::scopeLogs);
                default -> walk.skip();
            }
        }

        private void scopeLogs() throws IOException {
            ScopeParts parts = new ScopeParts(wanted);
            walk.object("scopeLogs", parts::take);
            if (!parts.records.isEmpty()) {
                scopes.add(parts);
                wanted -= parts.records.size();
            }
        }
    }

    /** What one element of {@code scopeLogs} says. */
    private final class ScopeParts {
        private @Nullable Span scope;
        private String url = "";
        private final List<Span> records = new ArrayList<>();
        private final int wanted;

        ScopeParts(int wanted) {
            this.wanted = wanted;
        }

        void take(String name) throws IOException {
            switch (name) {
                case "scope" -> scope = walk.span();
                case "schemaUrl" -> url = orEmpty(walk.text(name));
                case "logRecords" -> walk.array(name, this::record);
                default -> walk.skip();
            }
        }

        private void record() throws IOException {
            if (records.size() < wanted) {
                records.add(walk.span());
            } else {
                walk.skip();
            }
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
