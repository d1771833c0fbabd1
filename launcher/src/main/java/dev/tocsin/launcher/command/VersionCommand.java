package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the version and the JDK. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Print the version.")
public final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("/tocsin.properties")) {
            if (in != null) {
                properties.load(in);
            }
        }
        System.out.println(
                "tocsin %s (Java %s)"
                        .formatted(
                                properties.getProperty("version", "unknown"), Runtime.version()));
        return Exit.DONE;
    }
}
