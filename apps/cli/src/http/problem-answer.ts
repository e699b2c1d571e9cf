import { answered, type CliProblem, type ProblemBody } from '../cli-problem';

/** The problem that an answer of 400 or above stands for, also when it did not come from Mizan. */
export async function problemOf(response: Response): Promise<CliProblem> {
  const text = await response.text();
  const body = parsed(text);
  return answered(response.status, {
    type: 'about:blank',
    title: body.title ?? (response.statusText || 'Unexpected answer'),
    status: response.status,
    detail: body.detail ?? `${response.url} answered ${String(response.status)} ${text.slice(0, 200)}`.trim(),
    code: body.code ?? 'UNEXPECTED_ANSWER',
    remedy: body.remedy ?? 'See whether a Mizan runs at that address (mizan doctor).',
    ...body,
  });
}

function parsed(text: string): Partial<ProblemBody> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
