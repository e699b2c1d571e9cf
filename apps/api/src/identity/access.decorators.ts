import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Action, Identity } from '@mizan/access';
import type { Request } from 'express';

/** Who may use a route. A route without one of these is refused, and a test fails. */
export type Access =
  { readonly to: 'anyone' } | { readonly to: 'signed-in' } | { readonly to: 'holders'; readonly of: Action };

export const ACCESS = 'mizan:access';

/** Open to identities whose role may do `action`, by the tables of @mizan/access. */
export const May = (action: Action) => SetMetadata(ACCESS, { to: 'holders', of: action } satisfies Access);

/** Open to every known identity. */
export const SignedIn = () => SetMetadata(ACCESS, { to: 'signed-in' } satisfies Access);

/** Open to everybody, also without an identity. */
export const Open = () => SetMetadata(ACCESS, { to: 'anyone' } satisfies Access);

/** An Express request after the guard: on open routes the identity may be absent. */
export type IdentifiedRequest = Request & {
  identity?: Identity;
  /** For answers that go on: whether the token or session still holds. Rejects with Problem 401 once it does not. */
  identifyAgain?: () => Promise<Identity>;
};

/** The identity that the guard established. On an open route only where a valid session came along. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<IdentifiedRequest>().identity,
);
