import type { Context } from '../context';

/** Resolves once everything recorded so far can be read. */
export async function caughtUp(context: Context): Promise<void> {
  const { position } = await context.api.call('ledgerHead', {});
  await context.caughtUp(position);
}
