import { describe, expect, it } from 'vitest';
import { href, keyFromFragment, parseRoute, passwordLinkFromFragment } from './route.ts';

describe('the address', () => {
  it('opens the alerts when it says nothing', () => {
    expect(parseRoute('')).toEqual({ view: 'alerts', id: null, search: '' });
    expect(parseRoute('#/nonsense')).toEqual({ view: 'alerts', id: null, search: '' });
  });

  it('comes back as it was written', () => {
    const id = 'a/b c#d';
    expect(parseRoute(href('incidents', id))).toEqual({ view: 'incidents', id, search: '' });
  });

  it('has what stands behind the question mark', () => {
    expect(parseRoute('#/events?q=a%3Fb&from=now-1h')).toEqual({
      view: 'events',
      id: null,
      search: 'q=a%3Fb&from=now-1h',
    });
  });

  it('survives a broken escape', () => {
    expect(parseRoute('#/alerts/%zz')).toEqual({ view: 'alerts', id: '%zz', search: '' });
  });
});

describe('a key in the fragment', () => {
  it('is found', () => {
    expect(keyFromFragment('#key=tcs_abc%2Bdef')).toBe('tcs_abc+def');
  });

  it('is absent when the fragment is something else', () => {
    expect(keyFromFragment('#/alerts/1')).toBeNull();
    expect(keyFromFragment('#key=')).toBeNull();
  });
});

describe('a link to set a password in the fragment', () => {
  it('has the user name and the token', () => {
    expect(passwordLinkFromFragment('#password=kim%40example.org:aB_-9')).toEqual({
      user: 'kim@example.org',
      token: 'aB_-9',
    });
  });

  it('is absent when a part of it is missing', () => {
    expect(passwordLinkFromFragment('#password=kim')).toBeNull();
    expect(passwordLinkFromFragment('#password=kim:')).toBeNull();
    expect(passwordLinkFromFragment('#password=:token')).toBeNull();
    expect(passwordLinkFromFragment('#/alerts/a:b')).toBeNull();
  });
});
