/**
 * How fast the topology is, against one that only passes records through: same broker, same events,
 * same settings, in turns. Start at {@link dev.tocsin.bench.topology.TopologyCommand}. It must
 * never know how an event is normalized or matched.
 */
@NullMarked
package dev.tocsin.bench.topology;

import org.jspecify.annotations.NullMarked;
