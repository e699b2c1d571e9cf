/** Whose case it is, not what it says: the caller may never do this here. */
const FORBIDDEN = new Set(['NOT_YOUR_SIDE', 'APPROVER_IS_DRAFTER', 'NOT_THE_ACCUSED', 'NOT_A_PARTY']);

/** What the order itself says cannot be accepted in any state of the case. */
const CONTENT = /_(IN_PAST|IN_FUTURE|IMPOSSIBLE|INVALID|MISSING|REQUIRED|TOO_LONG|TOO_SHORT|UNKNOWN_KIND)$/;

/**
 * Status of a refusal by the domain. Without an entry it is a conflict with the state of the case (409), which is
 * what most refusals are.
 */
export const REFUSAL_STATUS = {
  of(code: string): number {
    if (FORBIDDEN.has(code)) return 403;
    return CONTENT.test(code) ? 422 : 409;
  },
};
