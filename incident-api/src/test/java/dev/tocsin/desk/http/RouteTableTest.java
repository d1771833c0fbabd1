package dev.tocsin.desk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final RouteTable table =
            new RouteTable(
                    List.of(
                            Route.get("/alerts/{id}", Access.VIEWER, _ -> {}),
                            Route.patch("/alerts/{id}", Access.ANALYST, _ -> {}),
                            Route.post("/incidents", Access.ANALYST, _ -> {})));

    @Test
    void knowsTheMethodsOfAPath() {
        assertThat(table.methods("/alerts/7")).containsExactly("GET", "HEAD", "PATCH");
        assertThat(table.methods("/incidents")).containsExactly("POST");
    }

    @Test
    void knowsNoOtherPath() {
        assertThat(table.methods("/alerts/")).isEmpty();
        assertThat(table.methods("/alerts/7/more")).isEmpty();
        assertThat(table.methods("/")).isEmpty();
    }
}
