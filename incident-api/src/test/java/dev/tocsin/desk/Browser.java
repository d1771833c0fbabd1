package dev.tocsin.desk;

import java.util.List;

/** A browser as far as the API sees it: it keeps cookies, and repeats the session's token. */
final class Browser {
    private final Caller nobody;
    private String cookies = "";
    private String csrf = "none";

    Browser(Caller nobody) {
        this.nobody = nobody;
    }

    /** Logs in with the members of a body, and keeps what it is given. */
    Answer logIn(String json) {
        return keep(caller().post("/api/v1/session", json));
    }

    /** Keeps the cookies and the token of an answer. */
    Answer keep(Answer answer) {
        List<String> set = answer.response().headers().allValues("set-cookie");
        for (String cookie : set) {
            String pair = cookie.split(";", 2)[0];
            String name = pair.split("=", 2)[0];
            List<String> kept =
                    List.of(cookies.split("; ", -1)).stream()
                            .filter(one -> !one.isEmpty() && !one.startsWith(name + "="))
                            .toList();
            cookies = String.join("; ", kept) + (kept.isEmpty() ? "" : "; ") + pair;
        }
        if (answer.status() == 200 && answer.text("csrf") != null) {
            csrf = String.valueOf(answer.text("csrf"));
        }
        return answer;
    }

    /** A caller with its cookies and its token. */
    Caller caller() {
        return cookies.isEmpty()
                ? nobody
                : nobody.with("Cookie", cookies).with("X-Tocsin-CSRF", csrf);
    }

    /** Takes over what another one keeps. */
    void take(Browser other) {
        cookies = other.cookies;
        csrf = other.csrf;
    }

    int status() {
        return caller().get("/api/v1/session").status();
    }
}
