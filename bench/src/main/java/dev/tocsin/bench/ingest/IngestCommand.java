package dev.tocsin.bench.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.launcher.Exit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Events per second through a bridge, durable, and whether any was lost. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Sending to a bridge, without a machine: a broker and the bridge in processes of their"
                    + " own, the senders in this one. Afterwards every acknowledged event is looked"
                    + " for in the raw topic; a lost one, or a request without an answer, makes the"
                    + " command fail."
        })
public final class IngestCommand implements Callable<Integer> {
    @Option(
            names = "--protocol",
            required = true,
            description = "What is measured: ${COMPLETION-CANDIDATES}.")
    Protocol protocol = Protocol.BULK;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "How long it is measured (30). AMQP: how long at 20,000 a second.")
    int seconds;

    @Option(names = "--warmup", defaultValue = "20", description = "Seconds before it (20).")
    int warmup;

    @Option(
            names = "--connections",
            defaultValue = "0",
            description = "How many senders (bulk and overload 8, events 256).")
    int connections;

    @Option(
            names = "--amqp-uri",
            defaultValue = "${env:RABBITMQ_URI}",
            description = "The AMQP server; its queue eventtask must be empty (RABBITMQ_URI).")
    @Nullable String amqpUri;

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    private static final int AMQP_PER_SECOND = 20_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Outcome outcome = measure();
        ObjectNode result = outcome.json();
        System.out.println(json ? result.toString() : result.toPrettyString());
        return outcome.lost() == 0 && outcome.unanswered() == 0 ? Exit.DONE : Exit.FAILED;
    }

    private Outcome measure() throws IOException, InterruptedException {
        int few = connections > 0 ? connections : 8;
        int many = connections > 0 ? connections : 256;
        return switch (protocol) {
            case BULK -> run(few).closed(protocol, Requests.BULK);
            case EVENTS -> run(many).closed(protocol, Requests.SINGLE);
            case OVERLOAD -> run(few).overload();
            case AMQP -> {
                if (amqpUri == null) {
                    throw new IOException(
                            "Expected an AMQP server, but found neither --amqp-uri nor"
                                    + " RABBITMQ_URI");
                }
                yield run(1).amqp(amqpUri, seconds * AMQP_PER_SECOND);
            }
        };
    }

    private IngestRun run(int senders) {
        return new IngestRun(Duration.ofSeconds(warmup), Duration.ofSeconds(seconds), senders);
    }
}
