package dev.tocsin.bridge.http.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.MediaTypes;
import dev.tocsin.json.Json;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The two forms in which the protocol writes its messages. */
enum OtlpForm {
    PROTOBUF("application/x-protobuf") {
        @Override
        @Nullable String cut(byte[] body, int maxEventBytes, Items items) {
            return OtlpProtobuf.cut(body, maxEventBytes, items);
        }

        @Override
        byte[] response(int rejected, String reason) {
            ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
            if (rejected > 0) {
                response.setPartialSuccess(
                        ExportLogsPartialSuccess.newBuilder()
                                .setRejectedLogRecords(rejected)
                                .setErrorMessage(reason));
            }
            return response.build().toByteArray();
        }

        // google.rpc.Status { int32 code = 1; string message = 2; }
        @Override
        byte[] status(int code, String message) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                CodedOutputStream out = CodedOutputStream.newInstance(bytes);
                out.writeInt32(1, code);
                out.writeString(2, message);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("Expected no I/O on a byte array", e);
            }
            return bytes.toByteArray();
        }
    },

    JSON("application/json") {
        @Override
        @Nullable String cut(byte[] body, int maxEventBytes, Items items) {
            return OtlpJson.cut(body, maxEventBytes, items);
        }

        @Override
        byte[] response(int rejected, String reason) {
            ObjectNode response = Json.object();
            if (rejected > 0) {
                response.putObject("partialSuccess")
                        .put("rejectedLogRecords", Integer.toString(rejected))
                        .put("errorMessage", reason);
            }
            return Json.bytes(response);
        }

        @Override
        byte[] status(int code, String message) {
            return Json.bytes(Json.object().put("code", code).put("message", message));
        }
    };

    private final String mediaType;

    OtlpForm(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The form of a media type, or null when it is neither. */
    static @Nullable OtlpForm of(@Nullable String contentType) {
        String type = MediaTypes.type(contentType);
        for (OtlpForm form : values()) {
            if (form.mediaType.equals(type)) {
                return form;
            }
        }
        return null;
    }

    String mediaType() {
        return mediaType;
    }

    /** Cuts a request into items; see {@link OtlpEvent}. */
    abstract @Nullable String cut(byte[] body, int maxEventBytes, Items items);

    /** An {@code ExportLogsServiceResponse}: a partial success when records were rejected. */
    abstract byte[] response(int rejected, String reason);

    /** A {@code google.rpc.Status}. */
    abstract byte[] status(int code, String message);
}
