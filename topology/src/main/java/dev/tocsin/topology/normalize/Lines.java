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

    /** The tag of a line whose values can be told in more than one way. */
    static final String AMBIGUOUS = "ambiguous-line";

    private static final Map<String, Reader> BY_PROGRAM =
            Map.of(
                    "sshd", SshdLine::read,
                    "sudo", SudoLine::read,
                    "su", SuLine::read,
                    "slapd", SlapdLine::read,
                    "filterlog", PfsenseLine::read,
                    "RT_FLOW", JuniperLine::read,
                    "kernel", NetfilterLine::read);

    /** The most telling first. */
    private static final List<Kind> BY_BEGINNING =
            List.of(
                    new Kind(AuditRecord::recognizes, AuditLine::read),
                    new Kind(CiscoLine::recognizes, CiscoLine::read),
                    new Kind(CefLine::recognizes, CefLine::read),
                    new Kind(LeefLine::recognizes, LeefLine::read),
                    new Kind(JuniperLine::recognizes, JuniperLine::read),
                    new Kind(WebErrorLine::isNginx, WebErrorLine::readNginx),
                    new Kind(WebErrorLine::isApache, WebErrorLine::readApache),
                    new Kind(SquidLine::recognizes, SquidLine::read),
                    new Kind(VpcFlowLine::recognizes, VpcFlowLine::read),
                    new Kind(AccessLine::recognizes, AccessLine::read));

    private Lines() {}

    static void read(Draft draft) {
        String sent = draft.text("message");
        if (sent == null || sent.isEmpty()) {
            return;
        }
        int steps = draft.pipeline().size();
        String line = CiscoLine.withTag(sent, draft);
        if (!draft.has("process.name")) {
            line = SyslogHeader.strip(line, draft);
        }
        if (!line.isEmpty() && !line.equals(sent)) {
            draft.set("message", TextNode.valueOf(line));
        }
        Reader reader = readerOf(line, draft);
        if (reader != null) {
            attempt(reader, line, draft);
        }
        if (draft.pipeline().size() > steps) {
            draft.put("event.original", sent);
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
        Reader told = BY_PROGRAM.get(program(draft.text("process.name")));
        if (told == null) {
            told = byBeginning(line);
        }
        return told == null && PairsLine.recognizes(line) ? PairsLine::read : told;
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
