package dev.tocsin.desk.auth;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Where it is written down who came in, who was refused, and who gave access to whom. */
public interface SecurityLog {
    /**
     * Notes what somebody is about to do. It is durable when this returns; when this fails, it must
     * not be done.
     *
     * @param action for example {@code signed_in}, {@code key_created}
     * @param by name of the caller
     * @param subject what it is done to
     * @param address where the caller is; null when unknown
     * @param detail an object that says more, without secrets
     */
    void done(String action, String by, String subject, @Nullable String address, JsonNode detail);

    /**
     * Notes that a caller was refused. Never fails, and leaves out what comes too often.
     *
     * @param by name of the caller; null when nobody knows
     * @param subject what was asked for
     * @param address where the caller is; null when unknown
     * @param why the answer
     */
    void refused(@Nullable String by, String subject, @Nullable String address, String why);

    /**
     * Notes that a caller asked for something that is hidden from it, and was told that there is no
     * such thing. Never fails, takes as long as nothing, and leaves out what comes too often.
     *
     * @param by name of the caller
     * @param subject what is hidden
     * @param address where the caller is; null when unknown
     * @param request method and route
     */
    void concealed(String by, String subject, @Nullable String address, String request);
}
