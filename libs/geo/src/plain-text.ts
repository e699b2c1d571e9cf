/** Arabic-Indic and Persian digits: the last four bits of each are its value. */
const DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g;

/** Signs that keyboards, phones and word processors put in place of the plain ones. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, ''],
  [/[\u00A0\u2000-\u200A\u202F\u205F\u3000\s]+/g, ' '],
  [/[\u2212\u2010-\u2015\uFE63\uFF0D]/g, '-'],
  [/\u066B/g, '.'],
  [/[\u060C\u066C]/g, ','],
  [/\u061B/g, ';'],
  [/[\u2033\u201C-\u201F\u02BA\uFF02]/g, '"'],
  [/[\u2032\u2018-\u201B\u02B9\u02BC\u00B4`\uFF07]/g, "'"],
  [/''/g, '"'],
  [/[\u00BA\u02DA\u2218]/g, '°'],
];

/**
 * One spelling for what means the same: ASCII digits (from Persian and Arabic ones), straight primes, one kind of
 * degree sign, minus and space, capitals; brackets around the whole and a final full stop are dropped.
 */
export function plainText(input: string): string {
  let text = input.replace(DIGITS, asciiDigit);
  for (const [sign, plain] of SIGNS) text = text.replace(sign, plain);
  return text
    .toUpperCase()
    .trim()
    .replace(/^[([{](.*)[)\]}]$/, '$1')
    .replace(/\.$/, '')
    .trim();
}

function asciiDigit(digit: string): string {
  return String((digit.codePointAt(0) ?? 0) & 0xf);
}
