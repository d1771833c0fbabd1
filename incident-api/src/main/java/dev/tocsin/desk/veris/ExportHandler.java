package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Csv;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.IncidentVisibility;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** All records over HTTP: as an array, as NDJSON or as a table; and counts of what they name. */
final class ExportHandler {
    private final VerisStore records;
    private final IncidentVisibility visibility;

    ExportHandler(VerisStore records, IncidentVisibility visibility) {
        this.records = records;
        this.visibility = visibility;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/veris/export", Access.VIEWER, this::export),
                Route.get("/api/v1/metrics/veris", Access.VIEWER, this::counts));
    }

    private void export(Context ctx) throws IOException {
        QueryParams query = new QueryParams(ctx, Set.of("format"));
        List<String> formats = query.texts("format");
        query.check();
        String format = formats.isEmpty() ? "array" : formats.getFirst();
        switch (format) {
            case "array" -> array(ctx);
            case "ndjson" -> ndjson(ctx);
            case "csv" -> csv(ctx);
            default ->
                    throw ProblemException.parameters(
                            List.of(
                                    new Fault(
                                            "format",
                                            "Expected array, ndjson or csv, but found " + format)));
        }
    }

    private void array(Context ctx) throws IOException {
        OutputStream out = begin(ctx, "application/json");
        String between = "[";
        for (Document document : records.all(hidden(ctx))) {
            out.write(between.getBytes(StandardCharsets.UTF_8));
            out.write(withoutMark(bytes(document)));
            between = ",";
        }
        out.write((between.equals("[") ? "[]" : "]").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void ndjson(Context ctx) throws IOException {
        OutputStream out = begin(ctx, "application/x-ndjson");
        for (Document document : records.all(hidden(ctx))) {
            byte[] line = withoutMark(bytes(document));
            for (int i = 0; i < line.length; i++) {
                // A line break in a JSON document is never part of a value.
                line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
            }
            out.write(line);
            out.write('\n');
        }
        out.flush();
    }

    private void csv(Context ctx) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Document document : records.all(hidden(ctx))) {
            names.addAll(KeyNames.of(VerisDocument.read(bytes(document)).json()).keySet());
        }
        List<String> columns = List.copyOf(names);
        OutputStream out = begin(ctx, "text/csv");
        out.write(row("incident", columns.stream().map(Csv::defused)));
        for (Document document : records.all(hidden(ctx))) {
            var values = KeyNames.of(VerisDocument.read(bytes(document)).json());
            out.write(
                    row(
                            document.getString("_id"),
                            columns.stream().map(c -> values.getOrDefault(c, ""))));
        }
        out.flush();
    }

    private void counts(Context ctx) {
        QueryParams query = new QueryParams(ctx, Set.of("rows", "columns", "year"));
        Pivot rows = pivot(query, "rows");
        Pivot columns = pivot(query, "columns");
        if ((rows == null) != (columns == null)) {
            query.fault("rows", "Expected rows and columns together, but found one of them");
        }
        List<String> years = query.texts("year");
        query.check();
        VerisPivots pivots =
                new VerisPivots(
                        rows == null || columns == null
                                ? null
                                : new VerisPivots.Crossing(rows, columns));
        for (Document document : records.all(hidden(ctx))) {
            JsonNode record = VerisDocument.read(bytes(document)).json();
            if (years.isEmpty() || !Collections.disjoint(Pivot.YEAR.names(record), years)) {
                pivots.add(record);
            }
        }
        Responses.json(ctx, 200, pivots.toJson());
    }

    private static @Nullable Pivot pivot(QueryParams query, String name) {
        List<String> names = query.names(name, Pivot.class);
        return names.isEmpty() ? null : Texts.constant(Pivot.class, names.getFirst());
    }

    private Set<String> hidden(Context ctx) {
        return visibility.all(Gate.principal(ctx));
    }

    private static byte[] row(String first, Stream<String> more) {
        return Csv.row(Stream.concat(Stream.of(first), more).toList())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static OutputStream begin(Context ctx, String type) {
        ctx.status(200).contentType(type);
        return new BufferedOutputStream(ctx.outputStream(), 65_536);
    }

    private static byte[] bytes(Document document) {
        byte[] bytes = VerisRecord.from(document).bytes();
        return bytes == null ? new byte[0] : bytes;
    }

    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB;
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }
}
