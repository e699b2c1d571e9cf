import { html, type Markup } from '../html';
import { lengthOf, localTime, utcTime, type PartyZone } from '../times';

/** A deadline, or that none is running and why. */
export function deadlineMark(
  { due, state }: { readonly due: string | null; readonly state: string },
  validAt: string,
  zones: readonly PartyZone[],
): Markup {
  return due === null ? notRunning(state) : deadlineOf(due, validAt, zones);
}

const reasons: Readonly<Record<string, string>> = {
  Draft: ': nothing was delivered',
  Returned: ': returned',
};

export function notRunning(state: string): Markup {
  return html`<span class="nil">not running${reasons[state]}</span>`;
}

/** A deadline: how far away, in UTC, and on the clocks of both parties. */
function deadlineOf(due: string, validAt: string, zones: readonly PartyZone[]): Markup {
  const left = Date.parse(due) - Date.parse(validAt);
  return html`<span class="deadline">
    ${utcTime(due)} <small>${left >= 0 ? `in ${lengthOf(left)}` : `${lengthOf(left)} ago`}</small>
    ${zones.map(({ party, zone }) => html`<small class="local"><b>${party}</b> ${localTime(due, zone)}</small>`)}
  </span>`;
}
