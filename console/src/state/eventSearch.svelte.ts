import { faultOf, type Api, type Failure, type Outcome } from '../api/client.ts';
import type { EventDocument, EventFacets, EventHistogram, EventPage } from '../api/types.ts';
import type { EventQuery } from './eventQuery.ts';

const PAGE = 50;
const BARS = 60;

/** What is wrong with a search, by the field that it stands in. */
export interface Faults {
  readonly q: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** What belongs to no field. */
  readonly other: string | null;
}

const NONE: Faults = { q: null, from: null, to: null, other: null };

/** A search among the events: what it found so far, over time and by values. */
export class EventSearch {
  events = $state.raw<readonly EventDocument[]>([]);
  page = $state.raw<EventPage | null>(null);
  histogram = $state.raw<EventHistogram | null>(null);
  facets = $state.raw<EventFacets | null>(null);
  /** Fields whose values are counted beside the usual ones. */
  counted = $state.raw<readonly string[]>([]);
  faults = $state.raw<Faults>(NONE);
  busy = $state(false);
  #query: EventQuery | null = null;

  constructor(private readonly api: Api) {}

  /** Searches anew. What a former search still brings is dropped. */
  async run(query: EventQuery): Promise<void> {
    this.#query = query;
    this.busy = true;
    const [page, histogram, facets] = await Promise.all([
      this.api.events({ ...query, limit: PAGE }),
      this.api.eventHistogram({ ...query, buckets: BARS }),
      this.api.eventFacets({ ...query, ...this.#fields() }),
    ]);
    if (this.#query !== query) {
      return;
    }
    this.busy = false;
    this.#show(page, false);
    this.histogram = histogram.ok ? histogram.value : this.histogram;
    this.facets = facets.ok ? facets.value : this.facets;
  }

  async more(): Promise<void> {
    const query = this.#query;
    const cursor = this.page?.next ?? null;
    if (query !== null && cursor !== null) {
      const page = await this.api.events({ ...query, limit: PAGE, cursor });
      if (this.#query === query) {
        this.#show(page, true);
      }
    }
  }

  /** Counts the values of one field more. */
  async count(field: string): Promise<void> {
    const query = this.#query;
    if (query === null || Object.hasOwn(this.facets?.facets ?? {}, field)) {
      return;
    }
    const outcome = await this.api.eventFacets({ ...query, fields: field });
    if (this.#query !== query) {
      return;
    }
    if (outcome.ok) {
      this.counted = [field, ...this.counted];
      const facets = { ...outcome.value.facets, ...this.facets?.facets };
      this.facets = { ...outcome.value, facets };
    } else {
      this.faults = { ...NONE, other: outcome.message };
    }
  }

  #fields(): { fields?: string } {
    const usual = Object.keys(this.facets?.facets ?? {});
    return this.counted.length === 0 ? {} : { fields: usual.slice(0, 20).join(',') };
  }

  #show(page: Outcome<EventPage>, after: boolean): void {
    if (page.ok) {
      this.page = page.value;
      this.events = after ? [...this.events, ...page.value.items] : page.value.items;
      this.faults = NONE;
    } else {
      this.faults = faultsOf(page);
    }
  }
}

/** What stands in no field is told as a whole. */
function faultsOf(failure: Failure): Faults {
  const faults = {
    q: faultOf(failure, 'q'),
    from: faultOf(failure, 'from'),
    to: faultOf(failure, 'to'),
  };
  const placed = Object.values(faults).some((fault) => fault !== null);
  return { ...faults, other: placed ? null : failure.message };
}
