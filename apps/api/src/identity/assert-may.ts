import { may, rolesFor, type Action, type Identity } from '@mizan/access';
import { Problem } from '../http/problem';

/** @throws Problem 403 ROLE_MAY_NOT */
export function assertMay(identity: Identity, action: Action): void {
  if (may(identity, action)) return;
  throw new Problem({
    code: 'ROLE_MAY_NOT',
    status: 403,
    detail: `${identity.name} (${identity.role}) may not do this: ${action} is for ${rolesFor(action).join(', ')}.`,
    remedy: 'Sign in as somebody who holds that role.',
  });
}
