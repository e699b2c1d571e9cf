import { createHash } from 'node:crypto';

/**
 * Says on a page how many entries came since it was read. It does nothing but that: the page is whole without it. A tab
 * that nobody looks at holds no stream, because browsers allow few connections to one server.
 */
export const pageScript = `'use strict';
(() => {
  const notice = document.querySelector('[data-live-after]');
  if (!notice || !window.EventSource) return;
  const path = /^\\/cases\\/([^/]+)$/.exec(location.pathname);
  const query = path ? '&case=' + path[1] : '';
  let last = notice.dataset.liveAfter;
  let count = 0;
  let source = null;
  const tell = (event) => {
    last = event.lastEventId;
    count += 1;
    notice.querySelector('[data-live-count]').textContent =
      count === 1 ? 'One new entry' : count + ' new entries';
    notice.hidden = false;
  };
  const leave = () => {
    if (source) source.close();
    source = null;
  };
  const follow = () => {
    if (source || document.hidden) return;
    source = new EventSource('/v1/live?after=' + last + query);
    source.addEventListener('entry', tell);
    source.addEventListener('bye', (event) => {
      if (JSON.parse(event.data).code === 'IDENTITY_ENDED') leave();
    });
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : follow()));
  addEventListener('pagehide', leave);
  addEventListener('pageshow', follow);
  follow();
})();
`;

const digest = createHash('sha256').update(pageScript).digest('hex').slice(0, 12);

/** A name belongs to one content for ever. */
export const pageScriptName = `live-${digest}.js`;
export const pageScriptPath = `/assets/${pageScriptName}`;
