package dev.tocsin.bridge.http;

import static dev.tocsin.bridge.http.SplunkDoorIT.COLLECTOR;
import static dev.tocsin.bridge.http.SplunkDoorIT.SUCCESS;
import static dev.tocsin.bridge.http.SplunkDoorIT.TOKEN;
import static dev.tocsin.bridge.http.SplunkDoorIT.assertCode;

import dev.tocsin.bridge.http.IngestClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What senders for Splunk that name a channel are told of what Kafka has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplunkAcksIT {
    @RegisterExtension final IngestDriver driver = new IngestDriver();

    @Test
    void acknowledgesWhatKafkaHasToSendersThatNameAChannel() {
        String channel = "0aeeac95-ac74-4aa9-b30d-6c4c0ac581ba";
        String other = "11111111-AC74-4AA9-B30D-6C4C0AC581BA";

        assertAckId(onChannel(COLLECTOR, "{\"event\":1}", channel), 0);
        assertAckId(onChannel(COLLECTOR + "/raw", "line", channel), 1);
        assertAckId(send(COLLECTOR + "?channel=" + other, "{\"event\":1}"), 0);
        assertCode(onChannel(COLLECTOR, "{}", channel), 400, null);
        assertCode(
                onChannel(COLLECTOR + "/ack", "{\"acks\":[0,1,2]}", channel),
                200,
                "{\"acks\":{\"0\":true,\"1\":true,\"2\":false}}");
        assertCode(
                send(COLLECTOR + "/ack?channel=" + other, "{\"acks\":[0,1]}"),
                200,
                "{\"acks\":{\"0\":true,\"1\":false}}");
    }

    @Test
    void saysWhatIsWrongWithAChannel() {
        String none = "{\"text\":\"Data channel is missing\",\"code\":10}";
        String invalid = "{\"text\":\"Invalid data channel\",\"code\":11}";
        String format = "{\"text\":\"Invalid data format\",\"code\":6}";
        String channel = "22222222-ac74-4aa9-b30d-6c4c0ac581ba";

        assertCode(send(COLLECTOR + "/ack", "{\"acks\":[0]}"), 400, none);
        assertCode(onChannel(COLLECTOR + "/ack", "{\"acks\":[0]}", "not-a-guid"), 400, invalid);
        assertCode(onChannel(COLLECTOR, "{\"event\":1}", "not-a-guid"), 400, invalid);
        for (String body :
                List.of("", "[0]", "{\"acks\":{}}", "{\"acks\":[\"0\"]}", "{\"acks\":[1.5]}")) {
            assertCode(onChannel(COLLECTOR + "/ack", body, channel), 400, format);
        }
    }

    @Test
    void saysThatThereAreNoAcksWhereTheyAreOff() throws IOException {
        try (IngestServer off = driver.bridge("TOCSIN_SPLUNK_ACKS", "false");
                IngestClient another = new IngestClient(off.port())) {
            String channel = "?channel=0aeeac95-ac74-4aa9-b30d-6c4c0ac581ba";

            assertCode(
                    another.post(COLLECTOR + channel, "{\"event\":1}", "Authorization", TOKEN),
                    200,
                    SUCCESS);
            assertCode(
                    another.post(
                            COLLECTOR + "/ack" + channel, "{\"acks\":[0]}", "Authorization", TOKEN),
                    400,
                    "{\"text\":\"ACK is disabled\",\"code\":14}");
        }
    }

    private Answer send(String path, String body) {
        return driver.client().post(path, body, "Authorization", TOKEN);
    }

    private Answer onChannel(String path, String body, String channel) {
        return driver.client()
                .post(path, body, "Authorization", TOKEN, "X-Splunk-Request-Channel", channel);
    }

    private static void assertAckId(Answer answer, int id) {
        assertCode(answer, 200, "{\"text\":\"Success\",\"code\":0,\"ackId\":" + id + "}");
    }
}
