package dev.tocsin.desk.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Filters;
import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Who may see an incident. Administrators always may; for anyone else it is not there.
 *
 * @param users names or ids of people
 * @param keys ids of keys
 * @param roles roles; who has one that includes such a role may see it too
 */
public record Restriction(List<String> users, List<String> keys, List<String> roles) {
    /** The member of an incident that holds it. */
    static final String FIELD = "restricted";

    private static final String USERS = "users";
    private static final String KEYS = "keys";
    private static final String ROLES = "roles";
    private static final Set<String> MEMBERS = new LinkedHashSet<>(List.of(USERS, KEYS, ROLES));
    private static final int MAX_ITEMS = 50;
    private static final int MAX_NAME = 200;

    public Restriction {
        users = List.copyOf(users);
        keys = List.copyOf(keys);
        roles = List.copyOf(roles);
    }

    /** Reads the member of a request; null when it is absent, null or faulty. */
    static @Nullable Restriction read(Fields incident) {
        Fields fields = incident.optionalObject(FIELD, MEMBERS);
        if (fields == null) {
            return null;
        }
        Restriction read =
                new Restriction(list(fields, USERS), list(fields, KEYS), list(fields, ROLES));
        for (String role : read.roles) {
            if (Texts.constant(Role.class, role) == null) {
                fields.fault(
                        ROLES,
                        "Expected some of " + Texts.names(Role.class) + ", but found " + role);
            }
        }
        if (read.told().isEmpty()) {
            incident.fault(FIELD, "Expected at least one of users, keys and roles, but found none");
        }
        return read;
    }

    private static List<String> list(Fields fields, String name) {
        List<String> texts = fields.optionalTexts(name, MAX_ITEMS, MAX_NAME);
        return texts == null ? List.of() : texts;
    }

    /**
     * Whether the caller may see something.
     *
     * @param restricted to whom; null for everyone
     */
    public static boolean admits(@Nullable Restriction restricted, Principal caller) {
        return restricted == null || restricted.admits(caller);
    }

    private boolean admits(Principal caller) {
        return caller.allows(Access.ADMIN)
                || called(caller).stream().anyMatch(users::contains)
                || keys.contains(caller.id())
                || included(caller).stream().anyMatch(roles::contains);
    }

    /** The incidents that a caller may see, as a filter of the store. */
    static Bson visibleTo(Principal caller) {
        return caller.allows(Access.ADMIN)
                ? Filters.empty()
                : Filters.or(
                        Filters.eq(FIELD, null),
                        Filters.in(FIELD + "." + USERS, called(caller)),
                        Filters.in(FIELD + "." + KEYS, caller.id()),
                        Filters.in(FIELD + "." + ROLES, included(caller)));
    }

    /**
     * What a caller goes by: its id, and its name where this desk gave it. A provider of OpenID
     * Connect may let people name themselves.
     */
    private static List<String> called(Principal caller) {
        return caller.who().method() == AuthMethod.OIDC
                ? List.of(caller.id())
                : List.of(caller.id(), caller.name());
    }

    /** The names of the roles that a caller has and of those that they include. */
    private static List<String> included(Principal caller) {
        return Arrays.stream(Role.values())
                .filter(role -> caller.allows(Access.valueOf(role.name())))
                .map(Texts::name)
                .toList();
    }

    /** As the history tells it. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        Stream.of(users.stream().map(u -> "user " + u), keys.stream().map(k -> "key " + k))
                .flatMap(s -> s)
                .forEach(told::add);
        roles.forEach(r -> told.add("role " + r));
        return told;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set(USERS, Json.MAPPER.valueToTree(users));
        json.set(KEYS, Json.MAPPER.valueToTree(keys));
        json.set(ROLES, Json.MAPPER.valueToTree(roles));
        return json;
    }

    static @Nullable Document document(@Nullable Restriction restriction) {
        return restriction == null
                ? null
                : new Document(USERS, restriction.users)
                        .append(KEYS, restriction.keys)
                        .append(ROLES, restriction.roles);
    }

    /** That of an incident's document; null when anyone may see it. */
    static @Nullable Restriction of(Document incident) {
        Document kept = incident.get(FIELD, Document.class);
        return kept == null
                ? null
                : new Restriction(
                        kept.getList(USERS, String.class, List.of()),
                        kept.getList(KEYS, String.class, List.of()),
                        kept.getList(ROLES, String.class, List.of()));
    }
}
