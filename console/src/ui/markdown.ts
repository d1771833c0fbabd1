import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';

/** A piece of a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'em' | 'del'; of: Inline[] }
  | { kind: 'link'; href: string; place: string; of: Inline[] };

/** A piece of a text. */
export type Block =
  | { kind: 'paragraph'; of: Inline[] }
  | { kind: 'heading'; level: number; of: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; of: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

/** The longest text that is read as Markdown; the API takes no longer note. */
const MAX_LENGTH = 20_000;
/** How deep quotes, lists and emphasis are read; what lies deeper stands as it was written. */
const MAX_DEPTH = 12;
/** A note stands below a heading of the third level. */
const HEADINGS_ABOVE = 3;
const LEVELS = 6;
const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g;
/** Characters that turn the direction of what follows, and so make text look like another one. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * What a text in Markdown says. No HTML comes of it at any point: what is written as HTML is shown
 * as it was written, nothing is loaded, and links lead to the web and to mailboxes alone. An
 * address that stands by itself is no link: in a note it may be the very thing that must not be
 * visited.
 */
export function readMarkdown(text: string): Block[] {
  if (text.length > MAX_LENGTH) {
    return asWritten(text);
  }
  try {
    return blocks(new Lexer({ gfm: true, breaks: true }).lex(text), 0);
  } catch {
    // Too deep for the reader: a text is never kept back for its form.
    return asWritten(text);
  }
}

function asWritten(text: string): Block[] {
  return [{ kind: 'code', text: visible(text) }];
}

function blocks(tokens: Token[], depth: number): Block[] {
  return tokens.flatMap((token) => block(token as MarkedToken, depth));
}

function block(token: MarkedToken, depth: number): Block[] {
  if (depth > MAX_DEPTH) {
    return asWritten(token.raw);
  }
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'code':
      return [{ kind: 'code', text: visible(token.text) }];
    case 'heading': {
      const level = Math.min(token.depth + HEADINGS_ABOVE, LEVELS);
      return [{ kind: 'heading', level, of: inlines(token.tokens, depth) }];
    }
    case 'blockquote':
      return [{ kind: 'quote', of: blocks(token.tokens, depth + 1) }];
    case 'list':
      return [list(token, depth)];
    case 'table':
      return [
        {
          kind: 'table',
          head: token.header.map((cell) => inlines(cell.tokens, depth)),
          rows: token.rows.map((row) => row.map((cell) => inlines(cell.tokens, depth))),
        },
      ];
    case 'paragraph':
      return [{ kind: 'paragraph', of: inlines(token.tokens, depth) }];
    default:
      return [{ kind: 'paragraph', of: inline(token, depth) }];
  }
}

function list(token: Tokens.List, depth: number): Block {
  return {
    kind: 'list',
    ordered: token.ordered,
    start: token.start === '' ? 1 : token.start,
    items: token.items.map((item) => ticked(blocks(item.tokens, depth + 1), item)),
  };
}

/** The box of a task stands before its first line. */
function ticked(item: Block[], { tokens }: Tokens.ListItem): Block[] {
  const [box, line, ...rest] = item;
  return tokens[0]?.type === 'checkbox' && box?.kind === 'paragraph' && line?.kind === 'paragraph'
    ? [{ kind: 'paragraph', of: [...box.of, ...line.of] }, ...rest]
    : item;
}

function inlines(tokens: Token[], depth: number): Inline[] {
  return tokens.flatMap((token) => inline(token as MarkedToken, depth));
}

function inline(token: MarkedToken, depth: number): Inline[] {
  if (depth > MAX_DEPTH) {
    return [plain(token.raw)];
  }
  switch (token.type) {
    case 'text':
      return token.tokens ? inlines(token.tokens, depth + 1) : [plain(resolved(token.text))];
    case 'escape':
      return [plain(token.text)];
    case 'codespan':
      return [{ kind: 'code', text: visible(token.text) }];
    case 'br':
      return [{ kind: 'break' }];
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: token.type, of: inlines(token.tokens, depth + 1) }];
    case 'checkbox':
      return [plain(token.checked ? '☑ ' : '☐ ')];
    case 'link':
      return link(token, () => inlines(token.tokens, depth + 1));
    case 'image':
      return link(token, () => [plain(token.text === '' ? 'picture' : token.text)]);
    default:
      return [plain(token.raw)];
  }
}

/** A link, if it leads to where it may; else what was written. */
function link(token: Tokens.Link | Tokens.Image, content: () => Inline[]): Inline[] {
  const address = addressOf(token);
  if (address === null) {
    return [plain(token.raw)];
  }
  const place = address.protocol === 'mailto:' ? address.pathname : address.host;
  return [{ kind: 'link', href: address.href, place: visible(place), of: content() }];
}

function addressOf(token: Tokens.Link | Tokens.Image): URL | null {
  // `<https://…>` was meant as a link; `https://…` alone was not.
  const bare = token.type === 'link' && token.autolink === true && !token.raw.startsWith('<');
  if (bare || !URL.canParse(token.href)) {
    return null;
  }
  const address = new URL(token.href);
  return PROTOCOLS.has(address.protocol) ? address : null;
}

function plain(text: string): Inline {
  return { kind: 'text', text: visible(text) };
}

function visible(text: string): string {
  return text.replace(DIRECTION, '\ufffd');
}

/** A text whose references to characters are those characters. */
function resolved(text: string): string {
  return text.replace(REFERENCE, (all: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      return NAMED[name] ?? all;
    }
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
