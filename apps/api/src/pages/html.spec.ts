import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { html, link } from './html';

describe('html', () => {
  it('escapes what is put in, wherever it stands', () => {
    const nasty = `"><script>alert('x')</script>&amp;`;
    expect(html`<a title="${nasty}">${[nasty, html`<b>${nasty}</b>`]}</a>`.toString()).toBe(
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;' +
        '<b>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</b></a>',
    );
  });

  it('lets no text open a tag, close an attribute or begin an entity', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const inside = html`<i title="${text}"></i>`.toString().slice('<i title="'.length, -'"></i>'.length);
        expect(inside).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('shows numbers and zero, and nothing for null, undefined and false', () => {
    expect(html`${0}|${12n}|${null}${undefined}${false}|${['a', 'b']}`.toString()).toBe('0|12||ab');
  });
});

describe('link', () => {
  it('leaves out what is null and encodes the rest', () => {
    expect(link('/', { asOf: '2026-11-01T00:00:00+01:00', page: null, q: 'a&b' })).toBe(
      '/?asOf=2026-11-01T00%3A00%3A00%2B01%3A00&q=a%26b',
    );
    expect(link('/cases/x', { asOf: null })).toBe('/cases/x');
  });
});
