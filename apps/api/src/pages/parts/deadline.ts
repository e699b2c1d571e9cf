import { html, type Markup } from '../html';
import { lengthOf, localTime, utcTime, type PartyZone } from '../times';

/** A deadline: how far away, in UTC, and on the clocks of both parties. */
export function deadlineOf(due: string, validAt: string, zones: readonly PartyZone[]): Markup {
  const left = Date.parse(due) - Date.parse(validAt);
  return html`<span class="deadline">
    ${utcTime(due)} <small>${left >= 0 ? `in ${lengthOf(left)}` : `${lengthOf(left)} ago`}</small>
    ${zones.map(({ party, zone }) => html`<small class="local"><b>${party}</b> ${localTime(due, zone)}</small>`)}
  </span>`;
}
