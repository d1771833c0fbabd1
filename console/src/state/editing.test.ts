import { describe, expect, it } from 'vitest';
import type { Outcome } from '../api/client.ts';
import { Editing } from './editing.svelte.ts';

interface Doc {
  version: number;
  status: string;
  assignee: string;
}

/** A server with one document, which refuses a change that was made on an older version. */
class Server {
  document: Doc = { version: 1, status: 'new', assignee: '' };
  known = 1;

  fields = ({ status, assignee }: Doc) => ({ status, assignee });

  colleague(change: Partial<Doc>): void {
    this.document = { ...this.document, ...change, version: this.document.version + 1 };
  }

  async send(change: Partial<Doc>): Promise<Outcome<Doc>> {
    if (this.known !== this.document.version) {
      return { ok: false, status: 412, message: 'stale' };
    }
    this.colleague(change);
    return this.reload();
  }

  async reload(): Promise<Outcome<Doc>> {
    this.known = this.document.version;
    return { ok: true, value: this.document };
  }
}

function editing(server: Server) {
  return new Editing(server.document, {
    fields: server.fields,
    send: (change) => server.send(change),
    reload: () => server.reload(),
  });
}

describe('saving', () => {
  it('sends the change and is clean afterwards', async () => {
    const server = new Server();
    const form = editing(server);
    form.change({ status: 'resolved' });
    expect(await form.save()).toBe(true);
    expect(server.document.status).toBe('resolved');
    expect(form.dirty).toBe(false);
  });

  it('sends the reason along, once', async () => {
    const sent: object[] = [];
    const server = new Server();
    const form = new Editing(server.document, {
      fields: server.fields,
      reload: () => server.reload(),
      send: (change) => {
        sent.push(change);
        return server.send({ status: 'resolved' });
      },
    });
    form.change({ status: 'resolved' });
    form.comment = ' owner called ';
    await form.save();
    expect(sent).toEqual([{ status: 'resolved', comment: 'owner called' }]);
    expect(form.comment).toBe('');
  });

  it('goes through when a colleague changed something else', async () => {
    const server = new Server();
    const form = editing(server);
    form.change({ status: 'resolved' });
    server.colleague({ assignee: 'sam' });
    expect(await form.save()).toBe(true);
    expect(server.document).toMatchObject({ status: 'resolved', assignee: 'sam' });
  });

  it('stops at a conflict, keeps the draft and names theirs', async () => {
    const server = new Server();
    const form = editing(server);
    form.change({ status: 'resolved' });
    server.colleague({ status: 'on_hold' });
    expect(await form.save()).toBe(false);
    expect(server.document.status).toBe('on_hold');
    expect(form.draft.mine.status).toBe('resolved');
    expect(form.draft.conflicts).toEqual({ status: 'on_hold' });
  });

  it('overwrites once the conflict was seen', async () => {
    const server = new Server();
    const form = editing(server);
    form.change({ status: 'resolved' });
    server.colleague({ status: 'on_hold' });
    await form.save();
    expect(await form.save()).toBe(true);
    expect(server.document.status).toBe('resolved');
  });

  it('gives up the draft for theirs on request', async () => {
    const server = new Server();
    const form = editing(server);
    form.change({ status: 'resolved' });
    server.colleague({ status: 'on_hold' });
    await form.save();
    form.takeTheirs();
    expect(form.draft.mine.status).toBe('on_hold');
    expect(form.dirty).toBe(false);
  });
});
