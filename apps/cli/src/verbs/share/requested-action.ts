import type { Context } from '../context';

/** The kind that was typed, else what the case asks for. */
export async function requestedAction(context: Context): Promise<string> {
  const typed = context.text('kind');
  if (typed !== undefined) return typed;
  const found = await context.api.call('showShare', { path: { id: context.param(0) } });
  return found.requestedAction;
}
