package dev.tocsin.launcher.backtest;

import dev.tocsin.embedded.Trees;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A version of a directory of rules.
 *
 * @param files its rule files
 * @param lists what its placeholders stand for unless somebody says otherwise
 */
public record RuleVersion(List<RuleFile> files, Map<String, List<String>> lists) {
    public RuleVersion {
        files = List.copyOf(files);
        lists = Map.copyOf(lists);
    }

    /** The version cannot be had; the message says why. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /** As it is now. */
    public static RuleVersion of(Path directory) throws IOException {
        return new RuleVersion(RuleDirectory.read(directory), RuleDirectory.lists(directory));
    }

    /**
     * Another version.
     *
     * @param directory where the version in hand is
     * @param wanted a directory, or what git knows as a commit: a branch, a tag, a hash
     */
    public static RuleVersion read(Path directory, String wanted) throws IOException, Missing {
        Path other = Path.of(wanted);
        RuleVersion version = Files.isDirectory(other) ? of(other) : ofGit(directory, wanted);
        if (version.files.isEmpty()) {
            throw new Missing(
                    "Expected rule files (*.yml) in "
                            + wanted
                            + " to compare with, but found none");
        }
        return version;
    }

    private static RuleVersion ofGit(Path directory, String ref) throws IOException, Missing {
        if (git(directory, "rev-parse", "--is-inside-work-tree").code() != 0) {
            throw new Missing(
                    "Expected --against to be a directory, or a commit of the git repository that holds %s, but '%s' is no directory and %s is not in git"
                            .formatted(directory, ref, directory));
        }
        if (ref.startsWith("-")
                || git(directory, "rev-parse", "--verify", "--quiet", ref + "^{commit}").code()
                        != 0) {
            throw new Missing(
                    "Expected --against to be a directory or a commit, but git does not know '%s'"
                            .formatted(ref));
        }
        Path temporary = Files.createTempDirectory("tocsin-rules-");
        try {
            Path archive = temporary.resolve("rules.zip");
            Ran ran =
                    git(
                            directory,
                            "archive",
                            "--format=zip",
                            "--output=" + archive,
                            ref,
                            "--",
                            ".");
            if (ran.code() != 0) {
                throw new Missing(
                        "Expected %s at %s, but git says: %s"
                                .formatted(directory, ref, ran.output().strip()));
            }
            Path unpacked = Files.createDirectory(temporary.resolve("rules"));
            unpack(archive, unpacked);
            return of(unpacked);
        } finally {
            Trees.delete(temporary);
        }
    }

    private static void unpack(Path archive, Path into) throws IOException {
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && target.startsWith(into)) {
                    Files.createDirectories(target.resolve("..").normalize());
                    Files.copy(zip, target);
                }
            }
        }
    }

    private record Ran(int code, String output) {}

    private static Ran git(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("Expected git on the PATH, but: " + e.getMessage(), e);
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Ran(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while git was running", e);
        }
    }
}
