import { afterEach, describe, expect, it, vi } from 'vitest';
import { faultOf, restOf, type Failure } from '../api/client.ts';
import type { CustomField } from '../api/types.ts';
import { askedFor, choicesOf, given, nameInFaults, patchOf, shownOf, valuesOf } from './custom.ts';
import { Desk } from './desk.svelte.ts';
import { anIncident } from './fixtures.ts';

function aField(name: string, more: Partial<CustomField> = {}): CustomField {
  return {
    name,
    type: 'text',
    label: null,
    description: null,
    choices: [],
    required: false,
    retired: false,
    ...more,
  };
}

const LOSS = aField('loss', { type: 'number', required: true });
const REGION = aField('region', { type: 'choice', choices: ['north', 'south'] });
const OLD = aField('old', { required: true, retired: true });
const FIELDS = [LOSS, REGION, OLD];

describe('values of custom fields', () => {
  it('stand in a draft one by one, also those that an incident lacks', () => {
    const incident = anIncident('INC-1', { custom: { region: 'north' } });
    expect(valuesOf(incident, FIELDS)).toEqual({
      'custom.loss': null,
      'custom.region': 'north',
      'custom.old': null,
    });
  });

  it('are sent in a member of their own, and only if there are any', () => {
    expect(patchOf({ title: 'A', 'custom.loss': 3, 'custom.region': null })).toEqual({
      title: 'A',
      custom: { loss: 3, region: null },
    });
    expect(patchOf({ title: 'A' })).toEqual({ title: 'A' });
  });

  it('are asked of a new incident if they are required and not retired', () => {
    expect(askedFor(FIELDS)).toEqual([LOSS]);
    expect(given(FIELDS, { loss: 0, region: null })).toEqual({ loss: 0 });
  });

  it('of retired fields are shown where there are any', () => {
    expect(shownOf(anIncident('INC-1'), FIELDS)).toEqual([LOSS, REGION]);
    expect(shownOf(anIncident('INC-1', { custom: { old: 'x' } }), FIELDS)).toEqual(FIELDS);
  });

  it('that are no choice any more stay to be seen', () => {
    expect(choicesOf(REGION, 'south')).toEqual(['north', 'south']);
    expect(choicesOf(REGION, 'west')).toEqual(['west', 'north', 'south']);
    expect(choicesOf(REGION, null)).toEqual(['north', 'south']);
  });
});

describe('a fault', () => {
  const refused: Failure = {
    ok: false,
    status: 422,
    message: 'Expected a value. Expected a title',
    faults: [
      { pointer: '/custom/loss', detail: 'Expected a value' },
      { pointer: '/title', detail: 'Expected a title' },
    ],
  };

  it('stands at its field, and the others stand below the form', () => {
    expect(faultOf(refused, nameInFaults(LOSS))).toBe('Expected a value');
    expect(faultOf(refused, nameInFaults(REGION))).toBeNull();
    expect(restOf(refused, [nameInFaults(LOSS)])).toBe('Expected a title');
    expect(restOf(refused, ['title', nameInFaults(LOSS)])).toBeNull();
    expect(restOf(refused, [])).toBe(refused.message);
  });

  it('that lies nowhere is told below the form', () => {
    const stopped: Failure = { ok: false, status: 409, message: 'Closed' };
    expect(restOf(stopped, [nameInFaults(LOSS)])).toBe('Closed');
  });
});

describe('the form over an incident', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sends a value of a field that became known after the form was opened', async () => {
    const sent: unknown[] = [];
    vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
      if (address.endsWith('/custom-fields')) {
        return Response.json({ items: FIELDS, next: null });
      }
      sent.push(JSON.parse(String(init.body)));
      return Response.json(anIncident('INC-1', { version: 2, custom: { loss: 12 } }));
    });
    const desk = new Desk();
    const incident = anIncident('INC-1');
    const form = desk.forms.incident(incident);
    form.change({ title: 'Mine' });
    await desk.loadCustomFields();
    form.follow(incident);
    form.change({ 'custom.loss': 12 });
    expect(await form.save()).toBe(true);
    expect(sent).toEqual([{ title: 'Mine', custom: { loss: 12 } }]);
  });
});
