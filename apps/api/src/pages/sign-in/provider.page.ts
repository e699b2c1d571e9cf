import { html, type Markup } from '../html';

/** Sends whoever is not signed in to the provider. */
export function providerPage(issuer: string): Markup {
  return html`<section class="sign-in">
    <h1>Did what was shared lead to action, or to a strike?</h1>
    <p class="lead">
      Mizan is the shared, append-only record of a de-escalation mechanism. What a page shows depends on who
      reads it.
    </p>
    <p><a class="button" href="/session/begin">Sign in</a></p>
    <p class="note">
      You sign in at <code>${new URL(issuer).host}</code>. Signing out of Mizan ends your session here, and
      not the one you may have there.
    </p>
  </section>`;
}
