package com.example.tocsin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.plugin.EventPlugin;
import dev.tocsin.plugin.PluginCall;
import java.util.Locale;

/** Reads Acme's codes: {@code LOGIN/alice/0} is a successful login of Alice. */
public final class AcmePlugin implements EventPlugin {
    @Override
    public String name() {
        return "acme";
    }

    @Override
    public void process(ObjectNode event, PluginCall call) {
        String[] parts = event.path("code").asText().split("/", -1);
        if (parts.length != 3) {
            call.problem("Expected three parts in code, but found nothing");
            return;
        }
        ObjectNode what = event.withObject("/event");
        what.put("action", parts[0].toLowerCase(Locale.ROOT));
        what.put("outcome", parts[2].equals("0") ? "success" : "failure");
        event.withObject("/user").put("name", parts[1]);
    }
}
