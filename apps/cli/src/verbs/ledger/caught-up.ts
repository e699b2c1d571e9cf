import type { Api } from '../../http/api';

/** Resolves once everything recorded so far can be read. */
export async function caughtUp(api: Api): Promise<void> {
  const { position } = await api.get<{ position: string | null }>('/v1/ledger/head');
  if (position !== null) await api.readable(position);
}
