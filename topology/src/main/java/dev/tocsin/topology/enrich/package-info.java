/**
 * What an event gets beside what its sender said: where its addresses are, whose they are, and who
 * looks out for them. From lists and local files alone; knows neither Kafka nor rules. Start at
 * {@link dev.tocsin.topology.enrich.Enricher}.
 */
@NullMarked
package dev.tocsin.topology.enrich;

import org.jspecify.annotations.NullMarked;
