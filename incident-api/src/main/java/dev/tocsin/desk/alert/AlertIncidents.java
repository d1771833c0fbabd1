package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.http.ProblemException;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The incidents that a selection of alerts may come to. */
public interface AlertIncidents {
    /** How many alerts may come to one at once. */
    int most();

    /**
     * Reads what one is to be.
     *
     * @param fields as of {@code POST /api/v1/incidents}, without alerts
     * @throws ProblemException 422 with every fault
     */
    Opening opening(ObjectNode fields, Principal caller, Author author);

    /** One that can be opened. */
    interface Opening {
        /** The id of the one that the same request has opened before it broke off, or null. */
        @Nullable String made();

        /**
         * Opens it.
         *
         * @param alerts those that come to it, which belong to none
         * @return its id
         */
        String of(List<StoredAlert> alerts);
    }

    /**
     * Requires one that the caller may see.
     *
     * @throws ProblemException 404
     */
    void require(Context ctx, String incident);

    /**
     * Attaches alerts to one.
     *
     * @throws ProblemException 409 when they cannot be
     */
    void attach(String incident, List<StoredAlert> alerts, Author author);

    /** An incident as a message may name it to anyone. */
    String named(String incident);
}
