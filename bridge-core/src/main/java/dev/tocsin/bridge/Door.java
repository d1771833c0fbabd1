package dev.tocsin.bridge;

/**
 * Where events come in; what the counters are kept by.
 *
 * @param source the configured name of the sender
 * @param protocol {@code http} or {@code amqp}
 */
public record Door(String source, String protocol) {}
