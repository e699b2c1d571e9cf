const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What each placeholder in a recorded answer stands for. */
const PLACEHOLDERS: Readonly<Record<string, (actual: unknown) => boolean>> = {
  '<ticks>': (actual) => typeof actual === 'string' && /^1[5-9]\d{15}$|^[2-9]\d{16}$/.test(actual),
  '<server-made id>': (actual) => typeof actual === 'string' && UUID.test(actual),
  '<subscription id>': (actual) => typeof actual === 'string' && UUID.test(actual),
  '<text>': (actual) => typeof actual === 'string',
  '<an error>': (actual) => typeof actual === 'string' && actual !== 'OK',
  '<some position>': (actual) => typeof actual === 'string',
};

/** The places where an answer differs from the recorded one; none when they are equal. Strict both ways. */
export function differences(recorded: unknown, actual: unknown, path = 'answer'): string[] {
  if (typeof recorded === 'string' && Object.hasOwn(PLACEHOLDERS, recorded)) {
    return PLACEHOLDERS[recorded]?.(actual) === true ? [] : [difference(path, recorded, actual)];
  }
  if (!isContainer(recorded) || !isContainer(actual) || Array.isArray(recorded) !== Array.isArray(actual)) {
    return Object.is(recorded, actual) ? [] : [difference(path, recorded, actual)];
  }
  const keys = new Set([...Object.keys(recorded), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => {
    if (!Object.hasOwn(recorded, key)) return [difference(`${path}.${key}`, undefined, actual[key])];
    if (!Object.hasOwn(actual, key)) return [difference(`${path}.${key}`, recorded[key], undefined)];
    return differences(recorded[key], actual[key], `${path}.${key}`);
  });
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function difference(path: string, recorded: unknown, actual: unknown): string {
  const show = (value: unknown): string =>
    value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 300);
  return `${path}: recorded ${show(recorded)}, got ${show(actual)}`;
}
