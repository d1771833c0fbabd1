import { expect, it } from 'vitest';
import { both, is, like } from './filter.ts';
import { anAlert } from './fixtures.ts';

it('a value is written so that none of its characters is a sign', () => {
  expect(is('user.name', 'mallory')).toBe('user.name:"mallory"');
  expect(is('file.path', 'C:\\temp\\"x"*')).toBe('file.path:"C:\\\\temp\\\\\\"x\\"*"');
});

it('two filters are both asked for', () => {
  expect(both('', 'a:"1"')).toBe('a:"1"');
  expect(both('a:"1"', 'b:"2"')).toBe('a:"1" b:"2"');
  expect(both('a:"1"', 'a:"1"')).toBe('a:"1"');
  expect(both('x or y', 'b:"2"')).toBe('(x or y) b:"2"');
});

it('alerts like one are those of its rule about the same things', () => {
  expect(like(anAlert('a'))).toBe('rule:"ssh-brute-force" source.ip:"198.51.100.7"');
  expect(like(anAlert('b', { finding: { group: [] } }))).toBe('rule:"ssh-brute-force"');
});
