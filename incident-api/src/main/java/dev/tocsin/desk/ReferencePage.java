package dev.tocsin.desk;

import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.SecurityHeaders;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The specification as a page to browse, shown by Swagger UI from its own jar. */
final class ReferencePage {
    private static final String PATH = "/api/v1/reference";
    private static final String JAR = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final Map<String, String> FILES =
            Map.of(
                    "swagger-ui.css", JAR + "swagger-ui.css",
                    "swagger-ui-bundle.js", JAR + "swagger-ui-bundle.js",
                    "reference.js", "reference.js");

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.PUBLIC, ReferencePage::page),
                Route.get(PATH + "/{file}", Access.PUBLIC, ReferencePage::file));
    }

    private static void page(Context ctx) {
        SecurityHeaders.allowDataImages(ctx);
        ctx.contentType("text/html; charset=utf-8").result(resource("reference.html"));
    }

    private static void file(Context ctx) {
        String name = ctx.pathParam("file");
        String resource = FILES.get(name);
        if (resource == null) {
            throw ProblemException.notFound("a file of the reference named " + name);
        }
        ctx.contentType(name.endsWith(".css") ? "text/css" : "text/javascript");
        ctx.header("Cache-Control", "max-age=86400");
        ctx.result(resource(resource));
    }

    private static byte[] resource(String name) {
        try (InputStream in = ReferencePage.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        String name = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream in = ReferencePage.class.getResourceAsStream(name)) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in, name));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
