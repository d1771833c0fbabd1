package dev.tocsin.bridge.http.elasticsearch;

import io.javalin.http.Context;

/** Something that senders ask before they send. */
@FunctionalInterface
interface Question {
    void answer(Context ctx);
}
