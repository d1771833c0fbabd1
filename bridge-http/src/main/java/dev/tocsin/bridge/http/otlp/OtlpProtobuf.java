package dev.tocsin.bridge.http.otlp;

import com.google.protobuf.MessageLite;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.wire.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an {@code ExportLogsServiceRequest} in protobuf into one item per log record. Messages are
 * built one record at a time: an empty one has two bytes on the wire and a hundred in memory.
 */
final class OtlpProtobuf {
    private final LogItems items;

    private OtlpProtobuf(LogItems items) {
        this.items = items;
    }

    /** Why the body as a whole is no request, or null when it is one. */
    static @Nullable String cut(byte[] body, int maxEventBytes, Items items) {
        OtlpProtobuf cutter = new OtlpProtobuf(new LogItems(items, maxEventBytes));
        try {
            Message.of(body).forEach(cutter::request);
            return null;
        } catch (IOException e) {
            return "Expected an ExportLogsServiceRequest in protobuf, but found: " + e.getMessage();
        }
    }

    private boolean request(int number, Message value) throws IOException {
        if (number == ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER) {
            Shared shared = new Shared();
            value.forEach(shared::ofResource);
            value.forEach((field, logs) -> resourceLogs(field, logs, shared));
        }
        return items.haveRoom();
    }

    private boolean resourceLogs(int number, Message value, Shared shared) throws IOException {
        if (number == ResourceLogs.SCOPE_LOGS_FIELD_NUMBER) {
            shared.scope.clear();
            shared.scopeUrl = "";
            value.forEach(shared::ofScope);
            byte[] head = shared.head();
            value.forEach((field, record) -> scopeLogs(field, record, head));
        }
        return items.haveRoom();
    }

    private boolean scopeLogs(int number, Message value, byte[] head) {
        return number != ScopeLogs.LOG_RECORDS_FIELD_NUMBER
                || items.add(
                        head,
                        value.length(),
                        value::bytes,
                        () -> LogRecord.parseFrom(value.open()));
    }

    /** What records have in common. A field that is sent in parts is merged, as protobuf has it. */
    private final class Shared {
        private final Resource.Builder resource = Resource.newBuilder();
        private final InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
        private String resourceUrl = "";
        private String scopeUrl = "";

        boolean ofResource(int number, Message value) throws IOException {
            switch (number) {
                case ResourceLogs.RESOURCE_FIELD_NUMBER -> merge(resource, "resource", value);
                case ResourceLogs.SCHEMA_URL_FIELD_NUMBER -> resourceUrl = text(value);
                default -> {}
            }
            return true;
        }

        boolean ofScope(int number, Message value) throws IOException {
            switch (number) {
                case ScopeLogs.SCOPE_FIELD_NUMBER -> merge(scope, "scope", value);
                case ScopeLogs.SCHEMA_URL_FIELD_NUMBER -> scopeUrl = text(value);
                default -> {}
            }
            return true;
        }

        byte[] head() {
            return OtlpEvent.head(resource.build(), resourceUrl, scope.build(), scopeUrl);
        }

        private void merge(MessageLite.Builder into, String what, Message value)
                throws IOException {
            items.checkShared(what, value.length());
            into.mergeFrom(value.open());
        }

        private String text(Message value) throws IOException {
            items.checkShared("schema URL", value.length());
            return value.text();
        }
    }
}
