/**
 * The Kafka Streams topology: normalize, match, correlate, alert. Start at {@link
 * dev.tocsin.topology.CorrelationTopology}, the map; {@link dev.tocsin.topology.TopologyServer}
 * runs it. Must never know HTTP or AMQP doors, Elasticsearch or the incident desk.
 */
@NullMarked
package dev.tocsin.topology;

import org.jspecify.annotations.NullMarked;
