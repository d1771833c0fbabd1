package dev.tocsin.topology.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnricherTest {
    private static final GeoLookup EVERYWHERE =
            new GeoLookup() {
                @Override
                public ObjectNode geo(String address) {
                    return Json.object().put("city_name", "at " + address);
                }

                @Override
                public ObjectNode as(String address) {
                    return Json.object().put("number", 64_500);
                }
            };

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 192.168.7.7, internal, ipv4",
        "10.0.0.1, 198.51.100.7, outbound, ipv4",
        "198.51.100.7, 172.31.255.255, inbound, ipv4",
        "198.51.100.7, 172.32.0.0, external, ipv4",
        "fe80::1, fd00::1, internal, ipv6",
        "2001:db8::1, fd00::1, inbound, ipv6",
        "::1, 2001:db8::1, outbound, ipv6"
    })
    void saysWhichWayTrafficGoes(String from, String to, String direction, String type)
            throws Exception {
        ObjectNode event =
                enriched(
                        "{'source':{'ip':'%s'},'destination':{'ip':'%s'}}".formatted(from, to),
                        Map.of());
        assertThat(Json.text(event, "network.direction")).isEqualTo(direction);
        assertThat(Json.text(event, "network.type")).isEqualTo(type);
    }

    @Test
    void whatTheSenderSaidStays() throws Exception {
        ObjectNode event =
                enriched(
                        "{'source':{'ip':'198.51.100.7','geo':{'city_name':'Rom'}},'destination':{'ip':'10.0.0.1'},'network':{'direction':'ingress','type':'gre'}}",
                        Map.of());
        assertThat(Json.text(event, "network.direction")).isEqualTo("ingress");
        assertThat(Json.text(event, "network.type")).isEqualTo("gre");
        assertThat(Json.text(event, "source.geo.city_name")).isEqualTo("Rom");
    }

    @Test
    void onlyAddressesOutsideHaveAPlace() throws Exception {
        ObjectNode event =
                enriched(
                        "{'source':{'ip':'198.51.100.7'},'destination':{'ip':'10.0.0.1'},'client':{'ip':'no address'}}",
                        Map.of());
        assertThat(Json.text(event, "source.geo.city_name")).isEqualTo("at 198.51.100.7");
        assertThat(Json.text(event, "source.as.number")).isEqualTo("64500");
        assertThat(Json.at(event, "destination.geo")).isNull();
        assertThat(Json.at(event, "client.geo")).isNull();
    }

    @Test
    void hostsAddressesAndUsersGetTheirFacts() throws Exception {
        Map<String, String> lists =
                Map.of(
                        "cmdb",
                        "{'kind':'assets','entries':{'WEB1':{'criticality':'high','owner':'web','site':'ber','note':'not a fact'},'10.0.0.0/8':{'site':'ber'},'10.1.0.0/16':{'site':'muc'}}}",
                        "people",
                        "{'kind':'identities','entries':{'alice':{'criticality':'high','owner':'it'}}}");
        ObjectNode event =
                enriched(
                        "{'host':{'name':'web1'},'user':{'name':'Alice'},'source':{'ip':'10.1.2.3'},'destination':{'ip':'10.2.3.4'}}",
                        lists);
        assertThat(event.at("/host/asset"))
                .isEqualTo(json("{'criticality':'high','owner':'web','site':'ber'}"));
        assertThat(event.at("/user/asset/criticality").asText()).isEqualTo("high");
        assertThat(event.at("/source/asset/site").asText()).isEqualTo("muc");
        assertThat(event.at("/destination/asset/site").asText()).isEqualTo("ber");
    }

    @Test
    void namesTheListsThatWatchAValue() throws Exception {
        Map<String, String> lists =
                Map.of(
                        "tor", "{'kind':'watch','values':['198.51.100.0/24','2001:db8::/32']}",
                        "vip", "{'kind':'watch','values':['ALICE',{'value':'evil.example.test'}]}",
                        "hashes", "{'kind':'watch','values':['D41D8CD98F00B204E9800998ECF8427E']}",
                        "placeholders", "{'values':['alice','198.51.100.7']}");
        assertThat(watch("{'related':{'ip':['10.0.0.1','198.51.100.7'],'user':['alice']}}", lists))
                .containsExactly("tor", "vip");
        assertThat(watch("{'related':{'ip':'2001:db8::7'}}", lists)).containsExactly("tor");
        assertThat(watch("{'url':{'domain':'evil.example.test'}}", lists)).containsExactly("vip");
        assertThat(watch("{'related':{'hash':['d41d8cd98f00b204e9800998ecf8427e']}}", lists))
                .containsExactly("hashes");
        assertThat(watch("{'related':{'ip':['203.0.113.1'],'user':['bob']}}", lists)).isEmpty();
    }

    @Test
    void aFailureIsAProblemOfTheEvent() throws Exception {
        Enricher broken =
                new Enricher(
                        InternalNetworks.of(InternalNetworks.DEFAULT),
                        EVERYWHERE,
                        () -> {
                            throw new IllegalStateException("no lists");
                        });
        ObjectNode event = json("{'source':{'ip':'198.51.100.7'}}");
        broken.enrich(event);
        assertThat(event.at("/tocsin/problems/0").asText()).endsWith("no lists");
    }

    private static List<String> watch(String event, Map<String, String> lists) throws Exception {
        List<String> names = new ArrayList<>();
        enriched(event, lists).at("/tocsin/watch").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static ObjectNode enriched(String event, Map<String, String> lists) throws Exception {
        Map<String, JsonNode> documents = new HashMap<>();
        for (Map.Entry<String, String> list : lists.entrySet()) {
            documents.put(list.getKey(), json(list.getValue()));
        }
        EntityLists entities = EntityLists.of(documents);
        ObjectNode enriched = json(event);
        new Enricher(InternalNetworks.of(InternalNetworks.DEFAULT), EVERYWHERE, () -> entities)
                .enrich(enriched);
        return enriched;
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
