package dev.tocsin.desk.auth.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.auth.PublicAddress;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.auth.Sessions;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.HistoryHandler;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.Body;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Preconditions;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Responses;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accounts: list, invite, show, change, delete, a new link, the end of all sessions. */
final class AccountHandler {
    /** The longest user name. */
    static final int MAX_NAME = 64;

    private static final String ALL = "/api/v1/accounts";
    private static final String ONE = ALL + "/{name}";
    private static final int MAX_DISPLAY_NAME = 100;
    private static final int MAX_ROLE = 20;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    private final AccountStore store;
    private final Accounts accounts;
    private final Sessions sessions;
    private final PublicAddress address;
    private final HistoryHandler history;
    private final Ids ids;
    private final InstantSource clock;

    AccountHandler(
            AccountStore store,
            Accounts accounts,
            Sessions sessions,
            PublicAddress address,
            HistoryHandler history,
            Ids ids,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.sessions = sessions;
        this.address = address;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.ADMIN, this::list),
                Route.makingSecret(ALL, Access.ADMIN, this::create),
                Route.get(ONE, Access.ADMIN, this::show),
                Route.patch(ONE, Access.ADMIN, this::change),
                Route.delete(ONE, Access.ADMIN, this::delete),
                Route.makingSecret(ONE + "/link", Access.ADMIN, this::link),
                Route.delete(ONE + "/sessions", Access.ADMIN, this::endSessions),
                Route.get(ONE + "/history", Access.ADMIN, this::history));
    }

    private void list(Context ctx) {
        new QueryParams(ctx, Set.of()).check();
        Responses.page(ctx, store.all().stream().map(Account::toJson).toList(), null);
    }

    private void create(Context ctx) {
        Author author = author(ctx);
        Fields fields = new Fields(Body.object(ctx), Set.of("name", "display_name", "roles"));
        String name = fields.text("name", MAX_NAME);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.fault("name", "Expected a name like " + NAME + ", but found " + name);
        }
        String displayName = fields.optionalText("display_name", MAX_DISPLAY_NAME);
        Set<Role> roles = roles(fields);
        if (roles == null && !fields.has("roles")) {
            fields.fault("roles", "Expected at least one role, but found none");
        }
        fields.notNull("roles");
        fields.check();
        Accounts.Linked made =
                accounts.create(
                        name,
                        displayName == null ? name : displayName,
                        roles == null ? Set.of(Role.VIEWER) : roles,
                        author);
        ObjectNode json = made.account().toJson();
        json.set("link", Links.json(address, made));
        ctx.header("Location", ALL + "/" + name);
        Responses.resource(ctx, 201, json, made.account().version());
    }

    private void show(Context ctx) {
        Account account = require(ctx);
        Responses.resource(ctx, 200, account.toJson(), account.version());
    }

    private void change(Context ctx) {
        Author author = author(ctx);
        Preconditions.requireHeader(ctx);
        Account before = require(ctx);
        Preconditions.requireMatch(ctx, before.version());
        Fields fields = new Fields(Body.mergePatch(ctx), Set.of("display_name", "roles", "state"));
        AccountEdit edit =
                new AccountEdit(before)
                        .displayName(fields.optionalText("display_name", MAX_DISPLAY_NAME))
                        .roles(roles(fields))
                        .state(fields.optionalEnum("state", Account.State.class));
        fields.notNull("display_name", "roles", "state");
        fields.check();
        Account after =
                edit.fields().isEmpty() ? before : accounts.edit(before, edit, "changed", author);
        Responses.resource(ctx, 200, after.toJson(), after.version());
    }

    private void delete(Context ctx) {
        Author author = author(ctx);
        Preconditions.requireHeader(ctx);
        Account before = require(ctx);
        Preconditions.requireMatch(ctx, before.version());
        AccountEdit edit = new AccountEdit(before).withoutPassword().link(null).deleted(true);
        accounts.edit(before, edit, "deleted", author);
        ctx.status(204);
    }

    private void link(Context ctx) {
        Accounts.Linked linked = accounts.link(require(ctx).name(), author(ctx));
        Responses.json(ctx, 201, Links.json(address, linked));
    }

    private void endSessions(Context ctx) {
        Account account = require(ctx);
        sessions.note(ctx, "sessions_ended", Gate.principal(ctx).name(), account.id());
        accounts.endSessions(account);
        ctx.status(204);
    }

    private void history(Context ctx) {
        history.list(ctx, require(ctx).id());
    }

    private static @Nullable Set<Role> roles(Fields fields) {
        List<String> names = fields.optionalTexts("roles", Role.values().length, MAX_ROLE);
        if (names == null) {
            return null;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names) {
            Role role = Texts.constant(Role.class, name);
            if (role == null) {
                fields.fault(
                        "roles",
                        "Expected some of " + Texts.names(Role.class) + ", but found " + name);
            } else {
                roles.add(role);
            }
        }
        if (names.isEmpty()) {
            fields.fault("roles", "Expected at least one role, but found none");
        }
        return roles.isEmpty() ? null : roles;
    }

    /** A key never makes an account that reaches farther than itself. */
    private Author author(Context ctx) {
        Principal principal = Gate.principal(ctx);
        if (principal.scopes() != null) {
            throw ProblemException.forbidden(
                    "Expected a caller whose reach has no bounds, because accounts have none, but the key "
                            + principal.name()
                            + " has scopes");
        }
        return Gate.author(ctx, ids, clock);
    }

    private Account require(Context ctx) {
        return accounts.require(ctx.pathParam("name"));
    }
}
