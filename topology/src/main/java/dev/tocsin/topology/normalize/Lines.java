package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text line of a draft: the table of the lines that we know. A line is known by the
 * program that wrote it, or by its beginning. Adding a kind of line is a row here.
 */
final class Lines {
    /** Reads one kind of line; what it does not understand it leaves alone. Stateless. */
    interface Reader {
        void read(String line, Draft draft);
    }

    /** A kind of line that its beginning tells. */
    private record Kind(Predicate<String> recognizes, Reader reader) {}

    private static final Map<String, Reader> BY_PROGRAM =
            Map.of("sshd", SshdLine::read, "sudo", SudoLine::read, "su", SuLine::read);

    private static final List<Kind> BY_BEGINNING =
            List.of(
                    new Kind(AuditLine::recognizes, AuditLine::read),
                    new Kind(CiscoLine::recognizes, CiscoLine::read));

    private Lines() {}

    static void read(Draft draft) {
        String sent = draft.text("message");
        if (sent == null || sent.isEmpty()) {
            return;
        }
        String line = CiscoLine.withTag(sent, draft);
        if (!draft.has("process.name")) {
            line = SyslogHeader.strip(line, draft);
        }
        Reader reader = readerOf(line, draft);
        if (!line.equals(sent) || reader != null) {
            draft.put("event.original", sent);
            draft.set("message", TextNode.valueOf(line));
        }
        if (reader != null) {
            attempt(reader, line, draft);
        }
    }

    /** A line that a reader fails at stays a line, with all that was read before. */
    private static void attempt(Reader reader, String line, Draft draft) {
        try {
            reader.read(line, draft);
        } catch (RuntimeException e) {
            draft.problem("Expected the line to be read, but that failed: " + e);
        }
    }

    /** Whether what stands here begins like a line that needs no program to be known. */
    static boolean beginsLikeOne(Scan scan) {
        int begin = scan.at();
        String rest = scan.rest();
        scan.moveTo(begin);
        return byBeginning(rest) != null;
    }

    private static @Nullable Reader readerOf(String line, Draft draft) {
        Reader told = byBeginning(line);
        return told == null ? BY_PROGRAM.get(program(draft.text("process.name"))) : told;
    }

    private static @Nullable Reader byBeginning(String line) {
        for (Kind kind : BY_BEGINNING) {
            if (kind.recognizes().test(line)) {
                return kind.reader();
            }
        }
        return null;
    }

    /** {@code /usr/sbin/sshd} and {@code sshd-session} are {@code sshd}. */
    private static String program(@Nullable String name) {
        if (name == null) {
            return "";
        }
        String base = Texts.baseName(name);
        return base.startsWith("sshd-") ? "sshd" : base;
    }
}
