import type { CliProblem } from '../cli-problem';
import { EXIT } from '../exit-code';

/**
 * A problem as standard error shows it: problem details for programs, sentences for people, and where the server has
 * failed what to name to whoever runs it.
 */
export function problemText({ body, exitCode }: CliProblem, json: boolean): string {
  if (json) return `${JSON.stringify(body, null, 2)}\n`;
  const parts = (body.errors ?? []).map(
    ({ pointer, detail, remedy }) => `  ${pointer || '/'}: ${detail}${remedy ? ` ${remedy}` : ''}`,
  );
  const request = exitCode === EXIT.fault && body.requestId ? `Request ${body.requestId}.` : '';
  return `${[body.detail, ...parts, body.remedy, request].filter(Boolean).join('\n')}\n`;
}
