package dev.tocsin.launcher.supervise;

import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.Settings.Port;
import dev.tocsin.launcher.run.Role;
import dev.tocsin.launcher.supervise.Supervisor.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The processes of an all-in-one machine, in stages: the broker; then Elasticsearch, the topology,
 * the desk and the doors at once; then the Connect worker. A server whose address is given in the
 * settings is not started.
 */
public final class Machine {
    private final Settings settings;
    private final String apiKey;
    private final Runnable whenTopicsExist;
    private final Map<String, String> progress = new ConcurrentHashMap<>();

    /**
     * A machine to start.
     *
     * @param settings where things are
     * @param apiKey the first administrator's key, for the desk
     * @param whenTopicsExist done after the topics were created and before anything reads them
     */
    public Machine(Settings settings, String apiKey, Runnable whenTopicsExist) {
        this.settings = settings;
        this.apiKey = apiKey;
        this.whenTopicsExist = whenTopicsExist;
    }

    /** The stages in their order. */
    public List<Stage> stages() {
        List<SupervisedChild> broker = new ArrayList<>();
        if (settings.get("KAFKA_BOOTSTRAP_SERVERS") == null) {
            broker.add(role(Role.KAFKA, "512m", Probe.tcp(settings.port(Port.KAFKA))));
        }
        List<SupervisedChild> middle = new ArrayList<>();
        middle.add(role(Role.TOPOLOGY, "512m", ready(Port.TOPOLOGY_OPS)));
        middle.add(role(Role.DESK, "384m", ready(Port.API)));
        middle.add(role(Role.DOORS, "512m", ready(Port.HTTP).and(ready(Port.RABBIT_OPS))));
        if (settings.get("ELASTICSEARCH_URL") == null) {
            Child elasticsearch =
                    new ElasticsearchChild(
                            settings, said -> progress.put(ElasticsearchChild.NAME, said));
            middle.add(supervised(elasticsearch));
        }
        return List.of(
                new Stage(broker, this::setUpTopics),
                new Stage(middle, () -> {}),
                new Stage(List.of(connect()), () -> {}));
    }

    /** The ports that the embedded servers and Tocsin's own need. */
    public static List<Port> ports(Settings settings) {
        List<Port> ports = new ArrayList<>(List.of(Port.values()));
        if (settings.get("KAFKA_BOOTSTRAP_SERVERS") != null) {
            ports.remove(Port.KAFKA);
        }
        if (settings.get("ELASTICSEARCH_URL") != null) {
            ports.remove(Port.ELASTICSEARCH);
        }
        if (settings.get("RABBITMQ_URI") != null) {
            ports.remove(Port.AMQP);
        }
        if (settings.get("MONGODB_URI") != null) {
            ports.remove(Port.STORE);
        }
        return ports;
    }

    private void setUpTopics() {
        TopicSetup.create(settings.kafkaAccess());
        whenTopicsExist.run();
    }

    private Probe ready(Port port) {
        return Probe.http("http://127.0.0.1:" + settings.port(port) + "/readyz");
    }

    private SupervisedChild role(Role role, String heap, Probe probe) {
        String name = role.name().toLowerCase(Locale.ROOT);
        List<String> command =
                new ArrayList<>(
                        role == Role.TOPOLOGY ? Java.optimizedCommand(heap) : Java.command(heap));
        command.add("-Dtocsin.process=" + name);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.tocsin.launcher.Tocsin", "run", name));
        return supervised(new ProcessChild(name, command, env(settings.env()), log(name), probe));
    }

    private SupervisedChild connect() {
        String name = "connect";
        Path worker = settings.root().resolve("connect-elasticsearch/target/worker/lib");
        List<String> command = new ArrayList<>(Java.command("256m"));
        command.addAll(List.of("-cp", worker + "/*", "dev.tocsin.connect.Main"));
        Probe probe = new ConnectorsProbe(settings.port(Port.CONNECT));
        return supervised(
                new ProcessChild(name, command, env(settings.childEnv()), log(name), probe));
    }

    /**
     * A child's environment. One of our own roles gets only the addresses that were given, and so
     * knows what it must embed; another program gets all of them.
     */
    private Map<String, String> env(Map<String, String> given) {
        Map<String, String> env = new LinkedHashMap<>(given);
        env.put("TOCSIN_HOME", settings.home().toString());
        env.put("TOCSIN_ROOT", settings.root().toString());
        env.put("TOCSIN_SUPERVISOR_PID", "" + ProcessHandle.current().pid());
        env.put("TOCSIN_API_KEY", apiKey);
        env.putIfAbsent("TOCSIN_INGEST_OPEN", "true");
        env.putIfAbsent(
                "TOCSIN_CONNECT_CONFIG", settings.root().resolve("connect-config").toString());
        env.putIfAbsent("TOCSIN_CONNECT_DIR", settings.home().resolve("connect").toString());
        // One producer and one transaction at a time: on two cores a second thread costs more than
        // it brings.
        env.putIfAbsent("TOCSIN_TOPOLOGY_THREADS", "1");
        env.putIfAbsent("TOCSIN_STATE_DIR", settings.home().resolve("topology").toString());
        return env;
    }

    private Path log(String name) {
        return settings.home().resolve("logs").resolve(name + ".log");
    }

    private SupervisedChild supervised(Child child) {
        return new SupervisedChild(
                child,
                "./tocsin logs " + child.name(),
                () -> progress.getOrDefault(child.name(), ""));
    }
}
