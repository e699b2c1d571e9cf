import type { Context } from './context';

/** The place that was typed, as the server takes it, or undefined. @throws CliProblem usage */
export function typedPlace(context: Context): { input: string; radiusM?: number } | undefined {
  const input = context.text('place');
  if (input === undefined) return undefined;
  const radiusM = context.count('radius');
  return radiusM === undefined ? { input } : { input, radiusM };
}
