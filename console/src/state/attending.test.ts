import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Attending, type Saying } from './attending.ts';

let said: Saying[];
let attending: Attending;
const ALERT = { alert: 'a' };

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  attending = new Attending(async (saying) => void said.push(saying));
});

afterEach(() => {
  attending.stop();
  vi.useRealTimers();
});

const modes = async () => {
  await vi.advanceTimersByTimeAsync(0);
  return said.map(({ mode }) => mode);
};

describe('this window', () => {
  it('says once that it looks, then that it edits', async () => {
    attending.is(ALERT, null);
    attending.is(ALERT, null);
    expect(await modes()).toEqual(['viewing']);
    attending.is(ALERT, 'status');
    expect(await modes()).toEqual(['viewing', 'editing']);
    expect(said[1]).toMatchObject({ alert: 'a', field: 'status' });
  });

  it('says it again before it expires, and no more after it left', async () => {
    attending.is(ALERT, null);
    await vi.advanceTimersByTimeAsync((said[0]?.expires_in ?? 120) * 1_000);
    expect(said.length).toBeGreaterThan(2);
    attending.leaves(ALERT);
    const times = (await modes()).length;
    expect(said.at(-1)?.mode).toBe('left');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(said.length).toBe(times);
  });

  it('leaves only where it was', async () => {
    attending.leaves(ALERT);
    expect(await modes()).toEqual([]);
  });

  it('says what holds last when the one before takes long', async () => {
    let answer = () => {};
    const slow = new Attending((saying) => {
      said.push(saying);
      return new Promise<void>((resolve) => (answer = resolve));
    });
    slow.is(ALERT, null);
    await vi.advanceTimersByTimeAsync(0);
    slow.is(ALERT, 'status');
    slow.is(ALERT, 'verdict');
    answer();
    await vi.advanceTimersByTimeAsync(0);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    slow.stop();
    expect(said[1]?.field).toBe('verdict');
  });

  it('tells all when the window closes, without waiting', () => {
    attending.is(ALERT, 'status');
    attending.closes();
    expect(said.at(-1)).toMatchObject({ alert: 'a', mode: 'left', field: null });
  });

  it('has left everything before the session ends', async () => {
    attending.is(ALERT, null);
    attending.is({ incident: 'i' }, null);
    await attending.leavesAll();
    expect(said.filter(({ mode }) => mode === 'left').length).toBe(2);
  });
});
