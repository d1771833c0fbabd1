/**
 * Undoes content encodings (gzip, deflate, zstd) within a limit. Start at {@link
 * dev.tocsin.bridge.decode.ContentDecoder}. It must never know a transport.
 */
@NullMarked
package dev.tocsin.bridge.decode;

import org.jspecify.annotations.NullMarked;
