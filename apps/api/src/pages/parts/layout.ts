import type { Identity } from '@mizan/access';
import type { AskedPair } from '../../http/read';
import { pageScriptPath } from '../../live/page-script';
import { html, type Content, type Markup } from '../html';
import { stylePath } from '../style/stylesheet';
import { utcTime } from '../times';
import { glyphSheet } from './glyphs';

/** Where the moment lies from where the reader is. Only `now` goes on. */
export type Tense = 'past' | 'now' | 'future';

/** The pair of times that a page was read at. */
export interface Moment {
  /** Position up to which the ledger was known. */
  readonly position: string;
  /** RFC 3339: up to which moment time has run. */
  readonly validAt: string;
  readonly tense: Tense;
  /** What the reader asked for, as links repeat it. */
  readonly asked: AskedPair;
}

/** What surrounds every page. */
export interface Frame {
  readonly title: string;
  readonly mechanism: string;
  readonly exercise: boolean;
  readonly reader: Identity | null;
  /** What the button says that ends the reader's session. */
  readonly leave?: string;
  /** Null on pages that read nothing. */
  readonly moment: Moment | null;
}

/** A complete HTML document. */
export function layout(frame: Frame, body: Content): string {
  const tense = frame.moment?.tense ?? 'now';
  return html`<!doctype html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${frame.title} · Mizan</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${stylePath}" />
        ${follows(frame) && html`<script defer src="${pageScriptPath}"></script>`}
      </head>
      <body class="${tense}${frame.exercise && ' exercise'}">
        ${glyphSheet} <a class="skip" href="#content">To the content</a>
        ${frame.exercise && banner} ${masthead(frame)} ${frame.moment && notNow(frame.moment)}
        ${follows(frame) && news(frame.moment)}
        <main id="content">${body}</main>
        ${footer(frame)}
      </body>
    </html>`.toString();
}

/** Only what somebody reads as it is now can become old. */
function follows({ reader, moment }: Frame): boolean {
  return reader !== null && moment?.tense === 'now';
}

/** Shown by the script once there is something to tell. */
function news(moment: Moment | null): Markup {
  return html`<p class="news" role="status" data-live-after="${moment?.position}" hidden>
    <span data-live-count></span> since this page was read. <a href="">Read it again</a>
  </p>`;
}

const banner = html`<p class="banner" role="note">
  <strong>Exercise</strong> <span>Everything on this page is fictional. None of it happened.</span>
</p>`;

function masthead({ mechanism, reader, leave }: Frame): Markup {
  return html`<header class="masthead">
    <a class="brand" href="/">${mark}<span>Mizan</span></a>
    <p class="mechanism">${mechanism}</p>
    ${reader && whoReads(reader, leave ?? 'Sign out')}
  </header>`;
}

/** A balance: what the name means. */
const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path d="M16 4v22M10 27h12M5 9h22M5 9l-4 10h8zM27 9l-4 10h8z" />
  <circle cx="16" cy="5.5" r="2.5" />
</svg>`;

function whoReads({ name, id }: Identity, leave: string): Markup {
  return html`<form class="reader" method="post" action="/session/end">
    <span>Reading as <strong>${name}</strong> <code>${id}</code></span>
    <button type="submit">${leave}</button>
  </form>`;
}

/** What a page says that is read at another moment. */
const notices = {
  past: { lead: 'This is the past.', rest: 'Nothing that happened later is on this page.' },
  future: { lead: 'This is the future.', rest: 'Nothing that will be recorded until then is on this page.' },
} as const;

function notNow({ tense, validAt, position }: Moment): Markup | null {
  if (tense === 'now') return null;
  const { lead, rest } = notices[tense];
  return html`<p class="moment-notice" role="status">
    <strong>${lead}</strong> What was known at position <code>${position}</code>, with time run up to
    ${utcTime(validAt)}. ${rest}
  </p>`;
}

function footer({ moment }: Frame): Markup {
  return html`<footer class="colophon">
    ${moment && html`<p>Read at ledger position <code>${moment.position}</code>, ${utcTime(moment.validAt)}.</p>`}
    <p>
      A claim is what a party asserts. Only a finding or a ruling can read as found. Mizan records; it does
      not decide, and no party is said to have adopted it.
    </p>
  </footer>`;
}
