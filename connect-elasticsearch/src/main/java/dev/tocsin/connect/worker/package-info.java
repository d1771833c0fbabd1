/**
 * A Connect worker in a process of its own: prepares Elasticsearch, starts the connectors of a
 * directory, restarts tasks that failed, and deletes indices that are past their retention. Start
 * reading at {@link dev.tocsin.connect.worker.ConnectWorker}. Must never know what is inside an
 * event.
 */
@NullMarked
package dev.tocsin.connect.worker;

import org.jspecify.annotations.NullMarked;
