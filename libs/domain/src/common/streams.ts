export type SubjectKind = 'share' | 'strike' | 'incident';

export const shareStream = (id: string): string => `share-${id}`;
export const strikeStream = (id: string): string => `strike-${id}`;
export const incidentStream = (id: string): string => `incident-${id}`;

const streamForm = /^(share|strike|incident)-(.+)$/;

/** What a stream is about; null for a stream that is none of Mizan's. */
export function idInStream(stream: string): { readonly kind: SubjectKind; readonly id: string } | null {
  const [, kind, id] = streamForm.exec(stream) ?? [];
  return kind === undefined || id === undefined ? null : { kind: kind as SubjectKind, id };
}

/** Digits and capitals that nobody mistakes for one another: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The reference that people read out, such as PK-7F3A-Q2. It is derived from the id, never counted, so it tells
 * nobody how many cases there are. Its 30 bits are the last of the UUID, which are random in every common version.
 * @throws RangeError when `caseId` is not a UUID
 */
export function referenceOf(party: string, caseId: string): string {
  if (!uuidForm.test(caseId)) throw new RangeError(`"${caseId}" is not a UUID.`);
  const bits = parseInt(caseId.slice(-8), 16) % 2 ** 30;
  const letters = [25, 20, 15, 10, 5, 0].map((shift) => alphabet.charAt(Math.floor(bits / 2 ** shift) % 32));
  return `${party}-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** True when `reference` was derived from `caseId`; false for what is no UUID. */
export function refersTo(reference: string, caseId: string): boolean {
  return uuidForm.test(caseId) && reference.endsWith(referenceOf('', caseId));
}
