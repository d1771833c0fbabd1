package dev.tocsin.launcher.rules;

import java.io.IOException;
import java.nio.file.Path;

/** Makes what is published of a kind of files equal to a directory's. */
@FunctionalInterface
public interface Publisher {
    /**
     * Publishes the files of a directory as all there are.
     *
     * @throws IOException when they cannot be read, or the broker does not take them
     */
    RulePublisher.Published publish(Path directory, String author) throws IOException;
}
