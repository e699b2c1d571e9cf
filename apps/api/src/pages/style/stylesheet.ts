import { createHash } from 'node:crypto';
import { baseCss } from './base.css';
import { boardCss } from './board.css';
import { caseCss } from './case.css';
import { narrowCss } from './narrow.css';
import { partsCss } from './parts.css';
import { referenceCss } from './reference.css';

/** The only style sheet; a person's browser fetches it once for each version of it. */
export const styleSheet = [baseCss, partsCss, boardCss, caseCss, referenceCss, narrowCss].join('\n');

export const styleDigest = createHash('sha256').update(styleSheet).digest('hex').slice(0, 12);

export const stylePath = `/assets/mizan-${styleDigest}.css`;
