/**
 * From what a sender sent to one ECS document. Start at {@link
 * dev.tocsin.topology.normalize.EventNormalizer}; one {@link dev.tocsin.topology.normalize.Shape}
 * per kind of sender. Pure: knows neither Kafka nor a clock nor the rules.
 */
@NullMarked
package dev.tocsin.topology.normalize;

import org.jspecify.annotations.NullMarked;
