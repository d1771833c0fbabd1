import { STREAM } from './client.ts';

/** How live the page is. `lost` means that the list may be out of date. */
export type Connection = 'connecting' | 'live' | 'lost';

export interface StreamListener {
  onConnection(state: Connection): void;
  /** The server does not give the stream: perhaps the session has ended. */
  onRefused(): void;
  /** The stream could not carry everything: what is shown must be read again. */
  onResync(): void;
  onMessage(type: StreamEvent, document: unknown): void;
}

export const STREAM_EVENTS = [
  'alert',
  'alert-changed',
  'incident-changed',
  'presence',
  'health',
] as const;
export type StreamEvent = (typeof STREAM_EVENTS)[number];

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/**
 * The live stream of alerts and changes. The browser reconnects by itself and asks for what it
 * missed; when the server refuses, this class tries again, later each time, and then asks for a
 * resynchronization.
 */
export class Stream {
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #retryMs = FIRST_RETRY_MS;
  #refused = false;

  constructor(private readonly listener: StreamListener) {}

  open(): void {
    this.close();
    this.listener.onConnection('connecting');
    const source = new EventSource(STREAM);
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed(source);
    source.addEventListener('resync', () => this.listener.onResync());
    for (const type of STREAM_EVENTS) {
      source.addEventListener(type, (message: MessageEvent<string>) =>
        this.listener.onMessage(type, JSON.parse(message.data)),
      );
    }
    this.#source = source;
  }

  close(): void {
    this.#source?.close();
    this.#source = null;
    if (this.#retry !== null) {
      clearTimeout(this.#retry);
      this.#retry = null;
    }
  }

  #opened(): void {
    this.#retryMs = FIRST_RETRY_MS;
    this.listener.onConnection('live');
    if (this.#refused) {
      this.#refused = false;
      this.listener.onResync();
    }
  }

  #failed(source: EventSource): void {
    this.listener.onConnection('lost');
    if (source.readyState === EventSource.CLOSED) {
      this.#refused = true;
      this.#retry = setTimeout(() => this.open(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
      this.listener.onRefused();
    }
  }
}
