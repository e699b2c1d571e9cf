import type { Identity, Mechanism } from '@mizan/access';
import { html, type Markup } from '../html';

/** Personas that speak for the same side, or for none. */
export interface PersonaGroup {
  readonly heading: string;
  readonly personas: readonly Identity[];
}

/** Parties first, then facilitators, then the mechanism's own offices, each in the order of the mechanism file. */
export function personaGroups({ parties, facilitators, personas }: Mechanism): PersonaGroup[] {
  const of = (party: string | null) => personas.filter((persona) => persona.party === party);
  const facilitating = facilitators.flatMap(({ id }) => of(id));
  return [
    ...parties.map(({ id, name }) => ({ heading: name, personas: of(id) })),
    { heading: 'Facilitators', personas: facilitating },
    { heading: 'Offices of the mechanism', personas: of(null) },
  ].filter(({ personas: members }) => members.length > 0);
}

/** Asks who is reading. */
export function signInPage(groups: readonly PersonaGroup[]): Markup {
  return html`<section class="sign-in">
    <h1>Did what was shared lead to action, or to a strike?</h1>
    <p class="lead">
      Mizan is the shared, append-only record of a de-escalation mechanism. What a page shows depends on who
      reads it. Choose a persona.
    </p>
    <form method="post" action="/session">
      <div class="groups">${groups.map(groupOf)}</div>
    </form>
    <p class="note">
      ${noteMark} This is an exercise identity provider. It asks for no password, knows only these fictional
      personas, and runs on this machine alone. A real deployment signs people in elsewhere.
    </p>
  </section>`;
}

const noteMark = html`<strong>Exercise only.</strong>`;

function groupOf({ heading, personas }: PersonaGroup): Markup {
  return html`<fieldset>
    <legend>${heading}</legend>
    ${personas.map(
      ({ id, name, role }) =>
        html`<button class="persona" name="persona" value="${id}">
          <span class="role">${role}</span><span class="who">${name}</span><code>${id}</code>
        </button>`,
    )}
  </fieldset>`;
}
