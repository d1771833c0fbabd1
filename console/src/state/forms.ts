import { SvelteMap } from 'svelte/reactivity';
import type { Outcome } from '../api/client.ts';
import { STEPS, type Alert, type CustomField, type Incident, type Step, type Triage } from '../api/types.ts';
import { patchOf, valuesOf, type CustomDraft } from './custom.ts';
import { Editing } from './editing.svelte.ts';

export type TriageFields = Pick<Triage, 'status' | 'assignee' | 'verdict' | 'tags'>;
export type IncidentFields = Pick<
  Incident,
  'title' | 'summary' | 'severity' | 'status' | 'phase' | 'tlp' | 'pap' | 'assignees' | 'tags' | Step
> &
  CustomDraft;

/** Where the documents live that the forms are about. */
export interface Documents {
  readonly customFields: readonly CustomField[];
  fetchAlert(id: string): Promise<Outcome<Alert>>;
  fetchIncident(id: string): Promise<Outcome<Incident>>;
  /** Sends a change that was made on the newest version known there. */
  changeAlert(alert: Alert, change: object): Promise<Outcome<Alert>>;
  changeIncident(incident: Incident, change: object): Promise<Outcome<Incident>>;
}

/** What was typed and is not saved yet: it outlives what is on the screen, but not the session. */
export class Forms {
  /** Notes that are not added yet, by incident. */
  readonly notes = new SvelteMap<string, string>();
  readonly #triages = new Map<string, Editing<Alert, TriageFields>>();
  readonly #incidents = new Map<string, Editing<Incident, IncidentFields>>();

  constructor(private readonly documents: Documents) {}

  /** The form over an alert's triage; the same one whenever the reader comes back. */
  triage(alert: Alert): Editing<Alert, TriageFields> {
    return remember(this.#triages, alert.id, () => {
      return new Editing<Alert, TriageFields>(alert, {
        fields: triageFields,
        send: (change) => this.documents.changeAlert(alert, change),
        reload: () => this.documents.fetchAlert(alert.id),
      });
    });
  }

  /** The form over an incident. */
  incident(incident: Incident): Editing<Incident, IncidentFields> {
    return remember(this.#incidents, incident.id, () => {
      return new Editing<Incident, IncidentFields>(incident, {
        fields: (newest) => incidentFields(newest, this.documents.customFields),
        send: (change) => this.documents.changeIncident(incident, patchOf(change)),
        reload: () => this.documents.fetchIncident(incident.id),
      });
    });
  }

  clear(): void {
    this.notes.clear();
    this.#triages.clear();
    this.#incidents.clear();
  }
}

function triageFields({ triage }: Alert): TriageFields {
  return {
    status: triage.status,
    assignee: triage.assignee ?? null,
    verdict: triage.verdict ?? null,
    tags: triage.tags,
  };
}

function incidentFields(incident: Incident, custom: readonly CustomField[]): IncidentFields {
  const { title, summary, severity, status, phase, tlp, pap, assignees, tags } = incident;
  const steps = Object.fromEntries(STEPS.map((step) => [step, incident[step] ?? null]));
  return {
    ...(steps as Record<Step, string | null>),
    ...valuesOf(incident, custom),
    title,
    summary: summary ?? '',
    severity,
    status,
    phase,
    tlp,
    pap,
    assignees,
    tags,
  };
}

function remember<V>(map: Map<string, V>, id: string, make: () => V): V {
  let value = map.get(id);
  if (value === undefined) {
    value = make();
    map.set(id, value);
  }
  return value;
}
