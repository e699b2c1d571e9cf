import type { CliProblem } from '../cli-problem';

/** A problem as standard error shows it: problem details for programs, sentences for people. */
export function problemText({ body }: CliProblem, json: boolean): string {
  if (json) return `${JSON.stringify(body, null, 2)}\n`;
  const parts = (body.errors ?? []).map(
    ({ pointer, detail, remedy }) => `  ${pointer || '/'}: ${detail}${remedy ? ` ${remedy}` : ''}`,
  );
  return `${[body.detail, ...parts, body.remedy].filter(Boolean).join('\n')}\n`;
}
