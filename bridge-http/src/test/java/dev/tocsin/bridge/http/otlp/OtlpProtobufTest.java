package dev.tocsin.bridge.http.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.bridge.http.CutItems;
import dev.tocsin.bridge.http.Items;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpProtobufTest {
    private static final int MAX_EVENT = 1_000_000;

    @Test
    void makesOneEventOfEachRecordWithWhatItsScopeAndResourceSay() {
        CutItems cut = cut(request(fullRecord(), LogRecord.getDefaultInstance()).toByteArray());

        assertThat(cut.defect()).isNull();
        assertThat(cut.events())
                .containsExactly(
                        """
                        {"resource":{"attributes":{"service.name":"shop"},"droppedAttributesCount":1,"schemaUrl":"https://r"},\
                        "scope":{"name":"app.Login","version":"2","schemaUrl":"https://s"},\
                        "record":{"timeUnixNano":"1767268800000000001","observedTimeUnixNano":"18446744073709551615",\
                        "severityNumber":17,"severityText":"ERROR","eventName":"login","body":"no entry",\
                        "attributes":{"s":"ä","b":true,"i":-7,"d":1.5,"nan":"NaN","bytes":"AQI=","none":null,\
                        "list":[1,"x"],"map":{"k":"v"},"twice":[1,2,3]},\
                        "droppedAttributesCount":4294967295,"flags":1,\
                        "traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708"}}""",
                        """
                        {"resource":{"attributes":{"service.name":"shop"},"droppedAttributesCount":1,"schemaUrl":"https://r"},\
                        "scope":{"name":"app.Login","version":"2","schemaUrl":"https://s"},"record":{}}""");
        assertThat(cut.items()).allMatch(item -> "otlp".equals(item.pipeline()));
    }

    @Test
    void mergesWhatComesInPartsAndSkipsWhatItDoesNotKnow() {
        ResourceLogs first =
                ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record("late")))
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                        .addField(
                                                99,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addVarint(1)
                                                        .addFixed64(2)
                                                        .addLengthDelimited(
                                                                ByteString.copyFromUtf8("x"))
                                                        .build())
                                        .build())
                        .build();
        ResourceLogs second =
                ResourceLogs.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(pair("a", text("1"))))
                        .build();
        byte[] parts = first.toByteString().concat(second.toByteString()).toByteArray();
        byte[] body =
                ExportLogsServiceRequest.newBuilder()
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                        .addField(
                                                1,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addLengthDelimited(
                                                                ByteString.copyFrom(parts))
                                                        .build())
                                        .build())
                        .build()
                        .toByteArray();

        assertThat(cut(body).events())
                .containsExactly(
                        "{\"resource\":{\"attributes\":{\"a\":\"1\"}},\"scope\":{},\"record\":{\"body\":\"late\"}}");
    }

    @Test
    void aRecordThatIsBrokenIsMalformedAlone() {
        byte[] body = request(record("XXXX"), record("fine")).toByteArray();
        int at = new String(body, UTF_8).indexOf("XXXX");
        body[at] = (byte) 0xff;

        CutItems cut = cut(body);

        assertThat(cut.defect()).isNull();
        assertThat(cut.events()).singleElement().asString().contains("\"body\":\"fine\"");
        assertThat(cut.defects())
                .singleElement()
                .asString()
                .startsWith("Expected an OTLP log record, but found: ");
    }

    @Test
    void aTruncatedBodyIsNoRequest() {
        byte[] body = request(record("a"), record("b")).toByteArray();

        CutItems cut = cut(java.util.Arrays.copyOf(body, body.length - 1));

        assertThat(cut.defect())
                .startsWith("Expected an ExportLogsServiceRequest in protobuf, but found: ");
    }

    @Test
    void anEmptyBodyIsARequestWithoutRecords() {
        assertThat(cut(new byte[0])).isEqualTo(new CutItems(java.util.List.of(), null, null));
    }

    @Test
    void nestingBeyondTheLimitOfProtobufIsMalformed() {
        AnyValue value = text("x");
        for (int i = 0; i < 60; i++) {
            value =
                    AnyValue.newBuilder()
                            .setArrayValue(ArrayValue.newBuilder().addValues(value))
                            .build();
        }

        CutItems cut = cut(request(LogRecord.newBuilder().setBody(value).build()).toByteArray());

        assertThat(cut.defects()).singleElement().asString().contains("too many levels of nesting");
    }

    @Test
    void manyRecordsUnderALargeResourceStopAtTheLimitOfTheirBytes() {
        ScopeLogs.Builder logs = ScopeLogs.newBuilder();
        for (int i = 0; i < 40_000; i++) {
            logs.addLogRecords(LogRecord.getDefaultInstance());
        }
        byte[] body =
                ExportLogsServiceRequest.newBuilder()
                        .addResourceLogs(
                                ResourceLogs.newBuilder()
                                        .setResource(
                                                Resource.newBuilder()
                                                        .addAttributes(
                                                                pair(
                                                                        "a",
                                                                        text("x".repeat(50_000)))))
                                        .addScopeLogs(logs))
                        .build()
                        .toByteArray();

        assertThat(body).hasSizeLessThan(200_000);
        CutItems cut = cut(body);
        assertThat(cut.reached()).isEqualTo(Items.Limit.BYTES);
        assertThat(cut.items()).hasSizeLessThan(1_000);
    }

    @Test
    void moreRecordsThanTheLimitAreTooMany() {
        GatewayConfig config = GatewayConfig.from(Map.of("TOCSIN_INGEST_MAX_EVENTS_PER_BODY", "2"));
        byte[] body = request(record("a"), record("b"), record("c")).toByteArray();

        CutItems cut =
                CutItems.of(body, config, (b, items) -> OtlpProtobuf.cut(b, MAX_EVENT, items));

        assertThat(cut.reached()).isEqualTo(Items.Limit.NUMBER);
    }

    @Test
    void aResourceThatFitsNoEventIsRefusedUnread() {
        byte[] body =
                ExportLogsServiceRequest.newBuilder()
                        .addResourceLogs(
                                ResourceLogs.newBuilder()
                                        .setResource(
                                                Resource.newBuilder()
                                                        .addAttributes(
                                                                pair(
                                                                        "a",
                                                                        text(
                                                                                "x"
                                                                                        .repeat(
                                                                                                MAX_EVENT))))))
                        .build()
                        .toByteArray();

        assertThat(cut(body).defect()).contains("a resource of 1000", "at most 1000000");
    }

    private static CutItems cut(byte[] body) {
        return CutItems.of(body, (bytes, items) -> OtlpProtobuf.cut(bytes, MAX_EVENT, items));
    }

    static ExportLogsServiceRequest request(LogRecord... records) {
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                        ResourceLogs.newBuilder()
                                .setResource(
                                        Resource.newBuilder()
                                                .addAttributes(pair("service.name", text("shop")))
                                                .setDroppedAttributesCount(1))
                                .setSchemaUrl("https://r")
                                .addScopeLogs(
                                        ScopeLogs.newBuilder()
                                                .setScope(
                                                        InstrumentationScope.newBuilder()
                                                                .setName("app.Login")
                                                                .setVersion("2"))
                                                .setSchemaUrl("https://s")
                                                .addAllLogRecords(java.util.List.of(records))))
                .build();
    }

    static LogRecord record(String body) {
        return LogRecord.newBuilder().setBody(text(body)).build();
    }

    static LogRecord fullRecord() {
        return LogRecord.newBuilder()
                .setTimeUnixNano(1_767_268_800_000_000_001L)
                .setObservedTimeUnixNano(-1)
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                .setSeverityText("ERROR")
                .setEventName("login")
                .setBody(text("no entry"))
                .addAttributes(pair("s", text("ä")))
                .addAttributes(pair("b", AnyValue.newBuilder().setBoolValue(true).build()))
                .addAttributes(pair("i", number(-7)))
                .addAttributes(pair("d", AnyValue.newBuilder().setDoubleValue(1.5).build()))
                .addAttributes(
                        pair("nan", AnyValue.newBuilder().setDoubleValue(Double.NaN).build()))
                .addAttributes(
                        pair(
                                "bytes",
                                AnyValue.newBuilder()
                                        .setBytesValue(ByteString.copyFrom(new byte[] {1, 2}))
                                        .build()))
                .addAttributes(pair("none", AnyValue.getDefaultInstance()))
                .addAttributes(
                        pair(
                                "list",
                                AnyValue.newBuilder()
                                        .setArrayValue(
                                                ArrayValue.newBuilder()
                                                        .addValues(number(1))
                                                        .addValues(text("x")))
                                        .build()))
                .addAttributes(
                        pair(
                                "map",
                                AnyValue.newBuilder()
                                        .setKvlistValue(
                                                KeyValueList.newBuilder()
                                                        .addValues(pair("k", text("v"))))
                                        .build()))
                .addAttributes(pair("twice", number(1)))
                .addAttributes(pair("twice", number(2)))
                .addAttributes(pair("twice", number(3)))
                .setDroppedAttributesCount(-1)
                .setFlags(1)
                .setTraceId(bytes(16))
                .setSpanId(bytes(8))
                .build();
    }

    private static ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return ByteString.copyFrom(bytes);
    }

    private static AnyValue text(String text) {
        return AnyValue.newBuilder().setStringValue(text).build();
    }

    private static AnyValue number(long number) {
        return AnyValue.newBuilder().setIntValue(number).build();
    }

    private static KeyValue pair(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }
}
