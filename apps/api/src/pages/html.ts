/** Text that is markup already. Made by `html` and by nothing else, so that nothing unescaped gets into a page. */
export class Markup {
  constructor(private readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type Content = Markup | string | number | bigint | null | undefined | false | readonly Content[];

/**
 * Template tag of every page: escapes what is put in, except markup; null, undefined and false vanish.
 * Values stand in text or inside double-quoted attributes, never as a tag, an attribute's name or a script.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const parts = strings.map((string, index) => string + render(values[index]));
  return new Markup(parts.join(''));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'object') return value.map(render).join('');
  return String(value).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A path with a query; what is null is left out. */
export function link(path: string, query: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
  const search = new URLSearchParams(given).toString();
  return search ? `${path}?${search}` : path;
}
