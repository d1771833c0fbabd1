package dev.tocsin.bridge.http.splunk;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;

/** {@code GET /services/collector/health}: whether events can be taken. Wants no token. */
final class HealthHandler implements HecHandler {
    private final EventGateway gateway;

    HealthHandler(EventGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public boolean wantsToken(Context ctx) {
        return false;
    }

    @Override
    public void take(Context ctx, Received received) {
        HecAnswers.send(ctx, gateway.healthy() ? HecCode.HEALTHY : HecCode.UNHEALTHY);
    }
}
