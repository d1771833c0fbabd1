package dev.tocsin.desk.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/**
 * Documents as a file to save, written while they are read. When reading fails in the middle, the
 * connection is broken off: a file that came to its end is whole.
 *
 * @param name of the file, without its end
 * @param format how it is written
 * @param columns of CSV when no members are named
 * @param members which members, as paths; empty for all, or for the columns
 */
public record DocumentFile(String name, Format format, List<String> columns, List<String> members) {
    private static final int CHUNK = 200;

    public DocumentFile {
        columns = members.isEmpty() ? List.copyOf(columns) : List.copyOf(members);
        members = List.copyOf(members);
    }

    /** How a file is written. */
    public enum Format {
        /** One JSON document a line. */
        NDJSON("application/x-ndjson"),
        /** RFC 4180, with a row of names. */
        CSV("text/csv");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    /** Gives the documents, some at a time. */
    @FunctionalInterface
    public interface Source {
        /** The next documents; null when there are no more. */
        @Nullable List<ObjectNode> next() throws InterruptedException;

        /**
         * The documents of some ids.
         *
         * @param documents reads those of a few, in their order
         */
        static Source of(List<String> ids, Function<List<String>, List<ObjectNode>> documents) {
            var chunks = ids.stream().gather(Gatherers.windowFixed(CHUNK)).iterator();
            return () -> chunks.hasNext() ? documents.apply(chunks.next()) : null;
        }
    }

    /** Reads the parameter {@code format}; NDJSON when there is none. */
    public static Format format(QueryParams params) {
        List<String> formats = params.names("format", Format.class);
        Format format = formats.isEmpty() ? null : Texts.constant(Format.class, formats.getFirst());
        return Objects.requireNonNullElse(format, Format.NDJSON);
    }

    /** Writes the file. */
    public void write(Context ctx, Source source) throws InterruptedException {
        ctx.contentType(format.mediaType + "; charset=utf-8");
        ctx.header(
                "Content-Disposition",
                "attachment; filename=\"" + name + "." + Texts.name(format) + '"');
        boolean whole = false;
        try {
            write(ctx.outputStream(), source);
            whole = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!whole && ctx.res().isCommitted()) {
                breakOff(ctx);
            }
        }
    }

    private void write(OutputStream out, Source source) throws IOException, InterruptedException {
        if (format == Format.CSV) {
            out.write(utf8(row(columns)));
        }
        for (var some = source.next(); some != null; some = source.next()) {
            for (ObjectNode document : some) {
                out.write(line(document));
            }
        }
    }

    private static void breakOff(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getServletChannel()
                .abort(new IOException("Expected to write a whole file, but reading it failed"));
    }

    private byte[] line(ObjectNode document) {
        return switch (format) {
            case NDJSON -> utf8(Members.of(document, members) + "\n");
            case CSV -> utf8(row(columns.stream().map(c -> text(Json.at(document, c))).toList()));
        };
    }

    private static String row(List<String> cells) {
        return Csv.row(cells.stream().map(Csv::defused).toList());
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "";
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
