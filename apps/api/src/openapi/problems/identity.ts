import { orNull } from '../describe/described';
import { text } from '../describe/parts';
import { problemKinds, RETRY } from './problem-kind';

const headers = ['WWW-Authenticate'] as const;
const token =
  'Get a new token (GET /v1/sign-in says where; mizan token gets one) and send it as Authorization: Bearer.';
const person = 'Open the first page of Mizan and sign in there.';
const unmapped =
  'Ask whoever runs the identity provider for a claim that says so, or the operator to change signIn in the mechanism file.';
const subject = { subject: orNull(text) };

/** Who is asking: what a guard can answer. */
export const unacceptedProblems = problemKinds({
  NOT_SIGNED_IN: { status: 401, detail: 'This route needs an identity.', remedy: token, headers },
  TOKEN_EXPIRED: { status: 401, detail: 'The token has expired.', remedy: token, headers },
  TOKEN_FOREIGN: {
    status: 401,
    detail: 'The token is signed with a key that its issuer does not publish.',
    remedy: token,
    headers,
  },
  TOKEN_UNSIGNED: { status: 401, detail: 'The token is not signed (alg "none").', remedy: token, headers },
  TOKEN_AUDIENCE: { status: 401, detail: 'The token is for another service.', remedy: token, headers },
  TOKEN_INVALID: {
    status: 401,
    detail: 'The header Authorization holds no bearer token.',
    remedy: token,
    headers,
  },
  SESSION_ENDED: {
    status: 401,
    detail: 'The session has ended: it ran out, or somebody ended it.',
    remedy: person,
    headers,
  },
  IDENTITY_UNMAPPED: {
    status: 403,
    detail: 'You are known to the identity provider, and not to this ledger. No claim names a role.',
    remedy: unmapped,
    extra: subject,
  },
  IDENTITY_AMBIGUOUS: {
    status: 403,
    detail: 'You are known to the identity provider, and not to this ledger. Claims name two roles.',
    remedy: unmapped,
    extra: subject,
  },
  IDENTITY_PROVIDER_UNREACHABLE: {
    status: 503,
    detail: 'The identity provider https://id.example does not say what is needed to check who is asking.',
    remedy: 'Wait a moment and ask again; if it stays so, an operator runs mizan doctor.',
    headers: RETRY,
  },
});

/** What signing in answers, and what roles may not. */
export const identityProblems = problemKinds({
  ROLE_MAY_NOT: {
    status: 403,
    detail: 'Auditor (auditor) may not do this: share.draft is for sharer.',
    remedy: 'Sign in as somebody who holds that role.',
  },
  FORM_FROM_ELSEWHERE: {
    status: 403,
    detail: 'This was sent from a page of another site.',
    remedy: 'Open the first page of Mizan and sign in or go on there.',
  },
  SIGN_IN_FAILED: {
    status: 401,
    detail: "The identity provider's answer signs nobody in (access_denied).",
    remedy: person,
    headers,
  },
  SIGN_IN_ELSEWHERE: {
    status: 409,
    detail: 'This is an exercise: there is no identity provider but the embedded one.',
    remedy: 'Open the first page of Mizan and sign in as it says there.',
  },
  PERSONA_UNKNOWN: {
    status: 422,
    detail: 'This mechanism has no persona "nobody".',
    remedy: 'Use one of pk.sharer, pk.approver, af.recipient, tr.cochair.',
  },
  SESSION_UNKNOWN: {
    status: 404,
    detail: 'No session of this id is open.',
    remedy: 'GET /v1/sessions lists those that are.',
  },
  STARTING: {
    status: 503,
    detail: 'The api is still starting.',
    remedy: 'Ask again in a second.',
    headers: RETRY,
  },
  ROUTE_UNGUARDED: {
    status: 403,
    detail: 'Nobody has said who may use this route.',
    remedy: 'Mark it with May, SignedIn or Open.',
  },
});
