import { describe, expect, it } from '@jest/globals';
import { styleSheet } from './stylesheet';

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function variables(selector: RegExp): Record<string, string> {
  const block = selector.exec(styleSheet)?.[1] ?? '';
  const found = [...block.matchAll(/--(\w+): (#[0-9a-f]{6})/g)];
  return Object.fromEntries(found.map(([, name = '', hex = '']): [string, string] => [name, hex]));
}

describe('colours', () => {
  const now = variables(/:root \{([^}]*)\}/);
  const grounds = { now, past: { ...now, ...variables(/body\.past \{([^}]*)\}/) } };
  const texts = ['ink', 'soft', 'link', 'acted', 'struck', 'idle', 'aside', 'open'];

  it.each(Object.entries(grounds))(
    'of text have a contrast of at least 4.5 on every ground (%s)',
    (_, colours) => {
      const poor = texts.flatMap((text) =>
        ['ground', 'paper']
          .map((ground) => [text, ground, contrast(colours[text] ?? '', colours[ground] ?? '')] as const)
          .filter(([, , ratio]) => !(ratio >= 4.5)),
      );
      expect(poor).toEqual([]);
    },
  );
});
