/**
 * The door for what sends to Elasticsearch: the bulk API, and as much of the rest as shippers ask
 * for before they send. Start reading at {@link
 * dev.tocsin.bridge.http.elasticsearch.ElasticsearchRoutes}, then {@code BulkHandler}. It must
 * never know what an event means, nor store anything: an index is a name that is kept, no more.
 */
@NullMarked
package dev.tocsin.bridge.http.elasticsearch;

import org.jspecify.annotations.NullMarked;
