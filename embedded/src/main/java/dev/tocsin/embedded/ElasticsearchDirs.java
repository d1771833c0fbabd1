package dev.tocsin.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directories of one node, all below one root.
 *
 * @param root what the node may write to
 */
record ElasticsearchDirs(Path root) {

    /** Where the directories are, without making them. */
    static ElasticsearchDirs locate(Path dataDir, Unprivileged user) throws IOException {
        return new ElasticsearchDirs(user.reachable(dataDir));
    }

    void create() throws IOException {
        for (Path dir : List.of(config(), data(), logs(), snapshots(), tmp())) {
            Unprivileged.createDirectories(dir);
        }
    }

    Path config() {
        return root.resolve("config");
    }

    Path data() {
        return root.resolve("data");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path snapshots() {
        return root.resolve("snapshots");
    }

    Path tmp() {
        return root.resolve("tmp");
    }

    Path console() {
        return logs().resolve("console.log");
    }

    Path pidFile() {
        return root.resolve("elasticsearch.pid");
    }

    void forgetPid() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() throws IOException {
        Trees.delete(root);
        Unprivileged.forget(root);
    }
}
