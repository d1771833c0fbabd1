package dev.tocsin.desk.auth.oidc;

import dev.tocsin.desk.http.Problem;
import dev.tocsin.desk.http.Responses;
import io.javalin.http.Context;

/** Says what became of a log-in: a page for browsers, a problem document for others. */
final class LogInPage {
    private LogInPage() {}

    static void show(Context ctx, Problem problem) {
        String accept = ctx.header("Accept");
        if (accept == null || !accept.contains("text/html")) {
            Responses.problem(ctx, problem);
            return;
        }
        problem.headers().forEach(ctx::header);
        ctx.status(problem.status()).html(page(problem.title(), problem.detail()));
    }

    private static String page(String title, String detail) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>%1$s – Tocsin</title>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p><a href="/">Back to the page to log in</a></p>
                </html>
                """
                .formatted(escaped(title), escaped(detail));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
