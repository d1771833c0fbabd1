package dev.tocsin.bridge.rabbit;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the AMQP bridge alone. {@code --check-config} shows the settings in effect and ends. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-bridge-rabbit.xml");
        }
        RabbitConfig config;
        try {
            config = RabbitConfig.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (args.length == 1 && args[0].equals("--check-config")) {
            System.out.print(config.describe());
            return;
        }
        try {
            run(config);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(RabbitConfig config) throws IOException, InterruptedException {
        Logger log = LoggerFactory.getLogger(Main.class);
        RabbitConsumer consumer = RabbitConsumer.start(config);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    consumer.close();
                                    stopped.countDown();
                                }));
        log.info("Health and metrics on {}:{}", config.opsHost(), consumer.port());
        stopped.await();
    }
}
