import type { Context } from '../context';

/** Resolves once everything recorded so far can be read. */
export async function caughtUp(context: Context): Promise<void> {
  const { position } = await context.api.get<{ position: string | null }>('/v1/ledger/head');
  await context.caughtUp(position);
}
