/**
 * The little of Elasticsearch's REST API that is used here, over the JDK's HTTP client, so that one
 * build speaks to Elasticsearch 8 and 9. Start reading at {@link
 * dev.tocsin.connect.client.ElasticsearchClient}. Must never know Kafka.
 */
@NullMarked
package dev.tocsin.connect.client;

import org.jspecify.annotations.NullMarked;
