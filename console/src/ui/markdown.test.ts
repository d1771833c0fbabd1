import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Markdown from './Markdown.svelte';
import { readMarkdown } from './markdown.ts';

/** The page that comes of a text, without what Svelte notes for itself. */
function page(text: string): string {
  return render(Markdown, { props: { text } }).body.replace(/<!--.*?-->/g, '');
}

/** The tags of a page with their attributes. */
function tags(html: string): string[] {
  return html.match(/<[^>]*>/g) ?? [];
}

const LINK =
  /^<a href="(https?:\/\/|mailto:)[^"]*" target="_blank" rel="noopener noreferrer nofollow">$/;
const PLAIN =
  /^<\/?(div|p|h[456]|pre|code|blockquote|ul|ol|li|table|thead|tbody|tr|th|td|hr|br|strong|em|del|a|span)( start="\d+"| class="(markdown|hint)")?\/?>$/;

describe('a text in Markdown', () => {
  it('is shown with its form', () => {
    const html = page(
      '# Found\n\nA *new* **key**, ~~old~~ `sshd`:\none\n\n- [x] seen\n- [ ] told\n\n3. three\n\n> said\n\n```\nrm -rf /\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---',
    );
    expect(html).toContain('<h4>Found</h4>');
    expect(html).toContain(
      '<p>A <em>new</em> <strong>key</strong>, <del>old</del> <code>sshd</code>:<br/>one</p>',
    );
    expect(html).toMatch(/<ul>\s*<li>\s*<p>☑ seen<\/p>/);
    expect(html).toContain('<p>☐ told</p>');
    expect(html).toContain('<ol start="3">');
    expect(html).toMatch(/<blockquote>\s*<p>said<\/p>/);
    expect(html).toContain('<pre>rm -rf /</pre>');
    expect(html).toMatch(/<th>a<\/th>.*<td>2<\/td>/s);
    expect(html).toMatch(/<hr\/?>/);
  });

  it('shows characters as they are meant', () => {
    expect(readMarkdown('a &lt; b &amp; \\*c &#x41; &quot;')).toEqual([
      {
        kind: 'paragraph',
        of: [
          { kind: 'text', text: 'a < b & ' },
          { kind: 'text', text: '*' },
          { kind: 'text', text: 'c A "' },
        ],
      },
    ]);
  });

  it('says where a link leads', () => {
    expect(page('[the bank](https://evil.example/login)')).toContain(
      '<a href="https://evil.example/login" target="_blank" rel="noopener noreferrer nofollow">the bank</a> <span class="hint">(evil.example)</span>',
    );
    expect(page('[ask](mailto:soc@example.org)')).toContain('(soc@example.org)');
    expect(page('[a](https://bank.example@evil.example/)')).toContain('(evil.example)');
    expect(page('<https://wanted.example/>')).toContain('href="https://wanted.example/"');
  });

  it('makes no link of an address that stands by itself', () => {
    for (const text of ['https://evil.example/x', 'www.evil.example', 'ceo@evil.example']) {
      expect(tags(page(text)).filter((tag) => tag.startsWith('<a'))).toEqual([]);
      expect(page(text)).toContain(text);
    }
  });

  it('loads no picture: it would tell its sender who reads', () => {
    const html = page('![logo](https://track.example/p.png) ![](data:image/png;base64,AAAA)');
    expect(html).not.toMatch(/<img/i);
    expect(html).toContain('href="https://track.example/p.png"');
    expect(html).not.toContain('href="data:');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    'a <b onmouseover=alert(1)>b</b>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<style>*{background:url(https://track.example)}</style>',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<form action="https://evil.example"><input name=p></form>',
    '<a href="javascript:alert(1)">x</a>',
    '<!--><img src=x onerror=alert(1)>-->',
    '<![CDATA[<img src=x onerror=alert(1)>]]>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](<java\nscript:alert(1)>)',
    '[x](&#106;avascript:alert(1))',
    '[x](&#x6A&#x61;vascript:alert(1))',
    '[x](%6Aavascript:alert(1))',
    '[x](\u0001javascript:alert(1))',
    '[x](vbscript:msgbox)',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](file:///etc/passwd)',
    '[x](blob:https://evil.example/1)',
    '[x](/api/v1/session)',
    '[x](//evil.example/)',
    '[x](\\\\evil.example\\share)',
    '[x]: javascript:alert(1)\n\n[x]',
    '<javascript:alert(1)>',
    '[x](https://evil.example/"onmouseover="alert(1))',
    '[x](https://evil.example/ "t\\" onmouseover=alert(1) x=\\"")',
    '![x" onerror="alert(1)](https://evil.example/a.png)',
    '![x](javascript:alert(1))',
    '```"><script>alert(1)</script>\nx\n```',
    '`<script>alert(1)</script>`',
    '# <img src=x onerror=alert(1)>',
    '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
    '- [x] <img src=x onerror=alert(1)>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#60;img src=x onerror=alert(1)&#62;',
    '**<img src=x **onerror=alert(1)>**',
    '<p>\n\n# a\n\n<script>\nalert(1)\n</script>',
    '{@html "<script>alert(1)</script>"}',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  ])('has nothing but plain tags and honest links: %s', (text) => {
    for (const tag of tags(page(text))) {
      expect(tag).toSatisfy((t: string) => LINK.test(t) || PLAIN.test(t));
    }
  });

  it('shows the characters that turn the direction of text', () => {
    expect(page('invoice\u202efdp.exe')).toContain('invoice\ufffdfdp.exe');
    expect(page('`a\u2066b`')).toContain('a\ufffdb');
  });

  it.each([
    ['quotes', '>'.repeat(20_000)],
    ['brackets', '['.repeat(20_000)],
    ['links', '[a]('.repeat(5_000)],
    ['stars', '*a '.repeat(6_000)],
    ['emphasis', '**a *b '.repeat(2_500)],
    ['lists', Array.from({ length: 190 }, (_, i) => `${' '.repeat(i)}- a`).join('\n')],
    ['ticks', '`'.repeat(20_000)],
    ['tags', '<a '.repeat(6_000)],
    ['tables', '|'.repeat(20_000)],
    ['backslashes', '\\'.repeat(20_000)],
    ['definitions', '[a]: b\n'.repeat(2_800)],
    ['more than a note holds', 'a*'.repeat(50_000)],
  ])('is read in a moment, whatever it has much of: %s', (_, text) => {
    const before = performance.now();
    expect(page(text)).not.toBe('');
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('stands as it was written where it lies too deep', () => {
    const html = page('> '.repeat(40) + 'deep');
    expect(html.match(/<blockquote>/g)?.length).toBeLessThan(20);
    expect(html).toContain('deep');
  });
});
