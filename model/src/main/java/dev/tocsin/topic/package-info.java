/**
 * The topics of Tocsin and what travels beside a record's value. Start reading at {@link
 * dev.tocsin.topic.Topics}. Knows the Kafka client's record types, never a producer or consumer.
 */
@NullMarked
package dev.tocsin.topic;

import org.jspecify.annotations.NullMarked;
