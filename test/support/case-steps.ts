import { callerAs, type Answer, type Call, type CallOptions } from './api-client';
import { exampleShare } from './example-share';
import type { Ledger } from './ledger-fixture';

/** Every persona's voice, under its id. */
export type Voices = (persona: string) => Call;

export async function voicesOf(ledger: Ledger, personas: readonly string[]): Promise<Voices> {
  const calls = new Map<string, Call>();
  for (const persona of personas) calls.set(persona, await callerAs(ledger, persona));
  return (persona) => {
    const call = calls.get(persona);
    if (!call) throw new Error(`Nobody speaks as ${persona} in this test.`);
    return call;
  };
}

/** Drafts a share and answers its id. */
export async function draft(as: Voices, changes: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await as('pk.sharer')('POST', '/v1/shares', { body: exampleShare(changes) });
  if (status !== 201) throw new Error(`Drafting failed: ${JSON.stringify(body)}`);
  return body['id'] as string;
}

/** A share that was drafted and released. */
export async function released(as: Voices, changes: Record<string, unknown> = {}): Promise<string> {
  const id = await draft(as, changes);
  const { status, body } = await as('pk.approver')('POST', `/v1/shares/${id}/approval`);
  if (status !== 200) throw new Error(`Release failed: ${JSON.stringify(body)}`);
  return id;
}

/** The case as `persona` sees it, once `since` (a write's answer) is readable. */
export async function shown(call: Call, id: string, since?: Answer): Promise<Answer> {
  const wait = since ? `?waitFor=${String(since.body['position'])}` : '';
  return call('GET', `/v1/shares/${id}${wait}`);
}

export function postStep(call: Call, id: string, step: string, options: CallOptions = {}): Promise<Answer> {
  return call('POST', `/v1/shares/${id}/${step}`, options);
}
