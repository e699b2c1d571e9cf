import type { Metric } from '@mizan/domain';
import { html, type Markup } from '../html';
import type { BoardModel } from './board.model';
import { metricWords, type MetricWords } from './metric-words';

/** The review numbers, each as n of N; a missing one says why. */
export function scorecardSection({ metrics, population }: BoardModel): Markup | null {
  if (!metrics) return null;
  return html`<section class="scorecard" aria-labelledby="scorecard-title">
    <h2 id="scorecard-title">Scorecard</h2>
    <p class="reading">
      Population: ${population === 'exercise' ? 'exercise cases only' : 'real cases only'}, those you may see
      in full. Every figure is n of N; none is added to another.
    </p>
    <div class="cards">${Object.entries(metrics).map(([name, metric]) => card(name, metric))}</div>
  </section>`;
}

function card(name: string, metric: Metric): Markup {
  const { label, of, unit } = metricWords(name);
  return html`<article class="card">
    <h3>${label}</h3>
    <p class="value">${valueOf(metric, unit)}</p>
    <p class="of">${metric.n} of ${metric.N} ${of}</p>
    ${metric.contested > 0 && html`<p class="of">${metric.contested} of these contested</p>`}
    ${metric.found !== null && html`<p class="of">${metric.found} found</p>`}
    ${metric.reason && html`<p class="reason">${metric.reason}</p>`}
    ${metric.buckets && buckets(metric.buckets)}
  </article>`;
}

function valueOf({ value }: Metric, unit: MetricWords['unit']): Markup {
  if (value === null) return html`<span class="none">no figure</span>`;
  if (unit === 'hours') return html`${value.toFixed(1)}<small> hours</small>`;
  return html`${Math.round(value * 100)}<small> %</small>`;
}

function buckets(counts: Readonly<Record<string, number>>): Markup {
  const most = Math.max(1, ...Object.values(counts));
  return html`<table class="buckets">
    <tbody>
      ${Object.entries(counts).map(
        ([bucket, count]) =>
          html`<tr>
            <th scope="row">${bucketWords(bucket)}</th>
            <td class="gauge">
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width="${((count / most) * 100).toFixed(1)}" height="8" />
              </svg>
            </td>
            <td class="number">${count}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** `3-7d` reads "3–7 days". */
function bucketWords(bucket: string): string {
  return bucket.replace('-', '–').replace(/d$/, bucket === '<1d' ? ' day' : ' days');
}
