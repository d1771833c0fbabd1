package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.value.IpAddress;
import dev.tocsin.rules.value.Network;
import java.util.List;

/** Tags an event, if an address of a field lies in one of some networks. */
public record Cidr(Place field, List<Network> networks, String tag) implements Step {
    public Cidr {
        networks = List.copyOf(networks);
    }

    @Override
    public void run(Work work) {
        JsonNode value = work.need(field);
        if (value == null) {
            return;
        }
        for (String text : Work.texts(value)) {
            IpAddress address = IpAddress.parse(text);
            if (address == null) {
                work.fail("an IP address in " + field, "'" + text + "'");
            } else if (contains(address)) {
                work.tag(tag);
                return;
            }
        }
    }

    private boolean contains(IpAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
