package dev.tocsin.launcher.run;

import dev.tocsin.bridge.http.HttpConfig;
import dev.tocsin.bridge.http.IngestServer;
import dev.tocsin.bridge.rabbit.RabbitConfig;
import dev.tocsin.bridge.rabbit.RabbitConsumer;
import dev.tocsin.desk.ApiConfig;
import dev.tocsin.desk.DeskServer;
import dev.tocsin.embedded.EmbeddedAmqp;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.Settings.Port;
import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import java.nio.file.Path;

/** One process of the all-in-one machine: the servers that live and die together. */
public enum Role {
    /** The broker. */
    KAFKA {
        @Override
        void open(Settings settings, Opened opened) throws Exception {
            opened.add(
                    EmbeddedKafka.start(
                            settings.home().resolve("kafka"), settings.port(Port.KAFKA)));
        }
    },
    /** Both bridges, and the AMQP listener when no RabbitMQ is given. */
    DOORS {
        @Override
        void open(Settings settings, Opened opened) throws Exception {
            if (settings.get("RABBITMQ_URI") == null) {
                Path directory = settings.home().resolve("amqp");
                opened.add(EmbeddedAmqp.start(directory, settings.port(Port.AMQP)));
            }
            opened.add(IngestServer.start(HttpConfig.from(settings.childEnv())));
            opened.add(RabbitConsumer.start(RabbitConfig.from(settings.childEnv())));
        }
    },
    /** The stream topology. */
    TOPOLOGY {
        @Override
        void open(Settings settings, Opened opened) throws Exception {
            opened.add(TopologyServer.start(TopologyConfig.from(settings.childEnv())));
        }
    },
    /** The API with the console, and the document store when no MongoDB is given. */
    DESK {
        @Override
        void open(Settings settings, Opened opened) throws Exception {
            if (settings.get("MONGODB_URI") == null) {
                Path directory = settings.home().resolve("store");
                opened.add(EmbeddedDocumentStore.start(directory, settings.port(Port.STORE)));
            }
            opened.add(DeskServer.start(ApiConfig.from(settings.childEnv())));
        }
    };

    /**
     * Opens the servers of this role in their order.
     *
     * @throws Exception when one does not start; those before it are in {@code opened}
     */
    abstract void open(Settings settings, Opened opened) throws Exception;
}
