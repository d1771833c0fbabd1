package dev.tocsin.desk;

import dev.tocsin.desk.http.ProblemException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The console's files, when its jar is on the class path; any page of it is its index page. */
final class ConsoleFiles {
    private static final String FOLDER = "/console";
    private static final String INDEX = FOLDER + "/index.html";

    private ConsoleFiles() {}

    static void install(JavalinConfig config) {
        if (ConsoleFiles.class.getResource(INDEX) == null) {
            return;
        }
        config.staticFiles.add(
                files -> {
                    files.hostedPath = "/";
                    files.directory = FOLDER;
                    files.location = Location.CLASSPATH;
                    files.headers = Map.of("Cache-Control", "no-cache");
                    files.skipFileFunction = request -> request.getRequestURI().startsWith("/api/");
                });
        config.spaRoot.addHandler("/", ConsoleFiles::index);
    }

    private static void index(Context ctx) throws IOException {
        if (ctx.path().startsWith("/api/")) {
            throw ProblemException.notFound("a path of openapi.yaml");
        }
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(INDEX)) {
            if (in == null) {
                throw ProblemException.notFound("the console");
            }
            ctx.status(200).html(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
