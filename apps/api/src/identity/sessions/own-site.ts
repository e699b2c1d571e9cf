import { Problem } from '../../http/problem';

/**
 * Another site must neither sign a visitor in as somebody of its choice nor use their session. Programs that are no
 * browsers do not say where a request comes from.
 * @throws Problem 403 FORM_FROM_ELSEWHERE
 */
export function assertOwnSite(site: string | undefined): void {
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  throw new Problem({
    code: 'FORM_FROM_ELSEWHERE',
    status: 403,
    detail: 'This was sent from a page of another site.',
    remedy: 'Open the first page of Mizan and sign in or go on there.',
  });
}
