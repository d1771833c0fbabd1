package dev.tocsin.desk.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.config.Description;
import dev.tocsin.config.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many forms of addresses, and what is said to them. */
class OutgoingPolicyTest {
    private static final OutgoingPolicy STRICT = policy(Map.of());

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "10.0.0.1, private",
        "10.255.255.255, private",
        "100.64.0.1, shared",
        "100.127.255.254, shared",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.1.1, link-local",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.0.0.8, reserved",
        "192.0.2.1, documentation",
        "192.88.99.1, reserved",
        "192.168.1.1, private",
        "198.18.0.1, benchmarking",
        "198.19.255.255, benchmarking",
        "198.51.100.7, documentation",
        "203.0.113.9, documentation",
        "224.0.0.1, multicast",
        "239.255.255.250, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "fc00::1, private",
        "fd12:3456::1, private",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, private",
        "ff02::1, multicast",
        "2001:db8::1, documentation",
        "3fff::1, documentation",
        "100::1, reserved",
        "2001::1, reserved",
        "2001:0:5ef5:79fd::1, reserved",
        "2001:2::1, reserved",
        "2001:20::1, reserved",
        "5f00::1, reserved",
        "4000::1, reserved",
        "64:ff9b:1::a00:1, reserved"
    })
    void asvs136RefusesWhatIsNotPublic(String address, String kind) {
        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> STRICT.check("name.example", InetAddress.ofLiteral(address)))
                .withMessageContaining("the " + kind + " address");
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.0.0.1, private",
        "::ffff:a9fe:a9fe, metadata",
        "::127.0.0.1, loopback",
        "::a00:1, private",
        "::ffff:0:127.0.0.1, loopback",
        "64:ff9b::127.0.0.1, loopback",
        "64:ff9b::a9fe:a9fe, metadata",
        "64:ff9b::192.168.0.1, private",
        "2002:7f00:1::, loopback",
        "2002:7f00:1::1, loopback",
        "2002:a00:1::, private",
        "2002:a9fe:a9fe::1, metadata",
        "2001:4860::5efe:10.0.0.1, private",
        "2001:4860::200:5efe:127.0.0.1, loopback"
    })
    void asvs136SeesTheAddressInsideAnother(String address, String kind) {
        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> STRICT.check("name.example", InetAddress.ofLiteral(address)))
                .withMessageContaining("the " + kind + " address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200",
                "192.0.0.192", "fd00:ec2::254", "fd20:ce::254", "::ffff:169.254.169.254"
            })
    void asvs136RefusesWhereCloudsKeepSecretsEvenInsideAnAllowedNetwork(String address)
            throws Exception {
        InetAddress metadata = InetAddress.ofLiteral(address);
        OutgoingPolicy wide =
                policy(
                        Map.of(
                                "TOCSIN_API_OUTGOING_NETWORKS",
                                "169.254.0.0/16,168.63.0.0/16,100.64.0.0/10,192.0.0.0/24,fd00::/8"));
        OutgoingPolicy exact =
                policy(
                        Map.of(
                                "TOCSIN_API_OUTGOING_NETWORKS",
                                SpecialAddresses.target(metadata).getHostAddress()));

        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> wide.check("name.example", metadata))
                .withMessageContaining("metadata");
        assertThatCode(() -> exact.check("name.example", metadata)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2606:4700::1111",
                "64:ff9b::1.1.1.1",
                "2002:101:101::1",
                "::ffff:1.1.1.1"
            })
    void takesPublicAddresses(String address) {
        assertThatCode(() -> STRICT.check("name.example", InetAddress.ofLiteral(address)))
                .doesNotThrowAnyException();
    }

    @Test
    void takesTheNetworksThatAreAllowedAndNoOthers() throws Exception {
        OutgoingPolicy policy = policy(Map.of("TOCSIN_API_OUTGOING_NETWORKS", "10.1.0.0/16"));

        policy.check("name.example", InetAddress.ofLiteral("10.1.2.3"));
        policy.check("name.example", InetAddress.ofLiteral("::ffff:10.1.2.3"));
        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> policy.check("name.example", InetAddress.ofLiteral("10.2.0.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example/",
                "ftp://login.example/",
                "file:///etc/passwd",
                "gopher://login.example/",
                "jar:https://login.example/!/",
                "//login.example/",
                "https:login.example",
                "https:///path",
                "https://user@login.example/",
                "https://user:secret@login.example/",
                "https://login.example/#part",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0177.0.0.1/",
                "https://127.0.0.01/",
                "https://[fe80::1%25eth0]/",
                "https://name_of.example/"
            })
    void asvs136RefusesAddressesThatAreNotPlainHttps(String address) {
        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> STRICT.checked(URI.create(address)))
                .withMessageStartingWith("Expected ");
    }

    @Test
    void asvs1324CallsOnlyHostsOfTheList() throws Exception {
        OutgoingPolicy policy =
                policy(Map.of("TOCSIN_API_OUTGOING_HOSTS", "Login.example, *.corp.example"));

        assertThat(policy.checked(URI.create("https://LOGIN.example./x")))
                .isEqualTo("login.example");
        assertThat(policy.checked(URI.create("https://a.b.corp.example"))).isNotEmpty();
        for (String other :
                new String[] {
                    "https://corp.example",
                    "https://xcorp.example",
                    "https://login.example.evil",
                    "https://[2001:4860::1]/"
                }) {
            assertThatExceptionOfType(RefusedTargetException.class)
                    .isThrownBy(() -> policy.checked(URI.create(other)))
                    .withMessageContaining("TOCSIN_API_OUTGOING_HOSTS");
        }
    }

    @Test
    void saysWhatIsWrongWithASettingAndShowsThoseInEffect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(Map.of("TOCSIN_API_OUTGOING_NETWORKS", "10.0.0.0/99")))
                .withMessage(
                        "Expected TOCSIN_API_OUTGOING_NETWORKS to be networks such as"
                                + " 10.0.0.0/8,fd00::/8, but found 10.0.0.0/99");
        assertThat(
                        policy(Map.of("TOCSIN_API_OUTGOING_NETWORKS", "10.0.0.0/8"))
                                .describe(new Description())
                                .toString())
                .contains(
                        "TOCSIN_API_OUTGOING_NETWORKS=10.0.0.0/8",
                        "TOCSIN_API_OUTGOING_HTTP=false");
    }

    private static OutgoingPolicy policy(Map<String, String> env) {
        return OutgoingPolicy.from(new Settings(env));
    }
}
