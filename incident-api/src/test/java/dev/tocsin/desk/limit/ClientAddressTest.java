package dev.tocsin.desk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.desk.net.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress behindProxies =
            new ClientAddress(List.of(Network.ofLiteral("10.0.0.0/8")));

    @Test
    void believesNobodyByDefault() {
        assertThat(new ClientAddress(List.of()).of("10.0.0.1", "198.51.100.7"))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void believesOnlyATrustedProxy() {
        assertThat(behindProxies.of("203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
        assertThat(behindProxies.of("10.0.0.1", "198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void whatAClientWritesItselfIsNeverReached() {
        assertThat(behindProxies.of("10.0.0.1", "192.0.2.1, 198.51.100.7, 10.0.0.2"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void keepsToWhatItKnowsWhenTheHeaderIsNonsense() {
        assertThat(behindProxies.of("10.0.0.1", "unknown")).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of("10.0.0.1", "evil, 10.0.0.2")).isEqualTo("10.0.0.2");
        assertThat(behindProxies.of("10.0.0.1", null)).isEqualTo("10.0.0.1");
    }

    @Test
    void countsTheAddressesOfOneNetworkOfIpv6AsOne() {
        assertThat(ClientAddress.group("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientAddress.group("2001:db8:1:2:ffff::1"))
                .isNotEqualTo(ClientAddress.group("2001:db8:1:3::1"));
        assertThat(ClientAddress.group("198.51.100.7")).isEqualTo("198.51.100.7");
    }
}
