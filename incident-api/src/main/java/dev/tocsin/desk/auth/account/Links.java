package dev.tocsin.desk.auth.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.PublicAddress;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How links to set a password are written. The token stands behind the {@code #}: browsers send
 * that to no server, so that it is in no log of a proxy.
 */
final class Links {
    private Links() {}

    static String url(PublicAddress address, Accounts.Linked linked) {
        return address.base()
                + "/#password="
                + URLEncoder.encode(linked.account().name(), StandardCharsets.UTF_8)
                + ":"
                + linked.token();
    }

    static ObjectNode json(PublicAddress address, Accounts.Linked linked) {
        Account.Link link = linked.account().link();
        return Json.object()
                .put("url", url(address, linked))
                .put("token", linked.token())
                .put("expires_at", link == null ? null : Texts.time(link.expiresAtMs()));
    }
}
